//! Draws on a terminal, in Spanish.

use crate::report::words::DrawWords;

pub(super) const WORDS: DrawWords = DrawWords {
    order: "orden",
    ticket: "ficha",
    counter: "contador",
    number: "número",
    card: "tarjeta",
    pull: "sacar",
    of: "de",
    cards: "tarjetas",
    whole_batch: "el lote entero",
    times: "{what} ({n} veces)",
    with_replacement: "con reemplazo",
    without_replacement: "sin reemplazo",
    cards_drawn: "{draws} de tarjetas entre {cards} tarjetas en {batches} lotes, {with}; semilla {seed}",
    batches_drawn: "{draws} de lotes entre {cards} tarjetas en {batches} lotes, {with}; semilla {seed}",
    by: "con {generator}: {says}",
    sha256: "SHA-256 del inventario: {sha256}",
    stratum_cards: "{name}: {drawn} de {units} tarjetas{after}; semilla {seed}",
    stratum_batches: "{name}: {drawn} de {units} lotes{after}; semilla {seed}",
    stratum_after: ", después de {n}",
    after: "después de {draws}",
    one_draw: "1 extracción",
    draws: "{n} extracciones",
    listed: "{draws} con {generator}, {with}; semilla {seed}",
    counter_or_ticket: "contador o ficha",
    drawn: "sacado",
    more: "y {n} más; --json y --csv enumeran todo",
};
