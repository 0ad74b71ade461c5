//! What commands say of files, shards and progress, in Spanish.

use crate::report::words::DeskWords;

pub(super) const WORDS: DeskWords = DeskWords {
    skipped: "{name} es una cuadrícula para `recount sweep`, no un escenario: se omite",
    no_figure: "{scenario}: ninguna cifra publicada con que comparar",
    one_published: "{scenario}: su única cifra publicada coincide",
    one_expected: "{scenario}: su única cifra esperada coincide",
    all_published: "{scenario}: las {n} cifras publicadas coinciden",
    all_expected: "{scenario}: las {n} cifras esperadas coinciden",
    differ: "{scenario}: {n} de {all} cifras difieren",
    differs_published: "{stage}, {contest}, {what}: publicada {published}, modelo {model}{band}",
    differs_expected: "{stage}, {contest}, {what}: esperada {published}, modelo {model}{band}",
    band: "\u{20}(se admite una diferencia de {n})",
    run_one: "Para ver uno: recount run NOMBRE",
    pages: "{n} páginas e index.html en {folder}",
    interrupted_shard: "interrumpido después de {n} ensayos de la parte {shard}: {file} no se escribe",
    no_trials: "parte {shard}: ningún ensayo, escrita en {file}",
    shard_written: "parte {shard}: ensayos {first} a {last} de {all}, escrita en {file}",
    joined: "{n} partes unidas.",
    cells_joined: "{n} celdas unidas: {csv} y {json}",
    cells_made: "{n} celdas: {csv} y {json}",
    shard_done: "parte {shard}: hechas sus celdas, {n} de {all}; {command}",
    interrupted_cells: "interrumpido: {n} de {all} celdas están hechas y guardadas; el mismo comando continúa",
    made_anew: "{file}: {why}; se hace de nuevo",
    made_by: "Lo que falta se hace con:",
    submitted: "enviados: el arreglo {job} de {n} partes y la unión {merge} que lo espera",
    not_submitted: "no enviados: {why}; los scripts están ahí: {array} y {merge}",
    trials_left: "{bar:30} {human_pos}/{human_len} ensayos {msg} {per_sec}, faltan {eta}",
    the_paper: "el papel",
    doubt: "advertencia: {file}: {what}",
};
