//! Attacks on a terminal, in Spanish.

use crate::report::words::AttackWords;

pub(super) const WORDS: AttackWords = AttackWords {
    heading: "{scenario}: ataques a {stage}, cada uno auditado {n} veces, semilla {seed}",
    one_vote: "1 voto",
    several_votes: "{n} votos",
    what_each_does: "Cada ataque hace de un perdedor del papel el ganador reportado, por al menos {lead}. ¿Con qué frecuencia se confirma eso?",
    attack: "ataque",
    of_all_cells: "(99 % de todas las celdas)",
    promise: "promesa",
    no_limit: "sin límite",
    at_most: "a lo sumo {limit}",
    at_most_broken: "a lo sumo {limit} ROTA",
    not_tried: "{method} no se probó: {why}.",
    not_tried_on: "{attack} en {contest} no se probó: {why}.",
    counted_under: "con {attack} en {contest}, porque {why}",
    counted: "{methods}: se cuentan todas las boletas {under}.",
    never: "nunca confirmó un resultado erróneo (a lo sumo {high} %)",
    worst: "rindió peor con {attack} en {contest}: {share} % ({low} a {high} %)",
    promises: "{method} {confirmed}. Promete: {promise}{limit}.",
    broken: "Una promesa está rota: {method} confirmó el resultado erróneo de {contest} con {attack} en {share} % de los ensayos ({low} a {high} %), y su límite es {limit}. Dice: {promise}. Es un error del método o de este programa.",
    none_broken: "Ninguna promesa está rota: ningún método con límite de riesgo lo supera más de lo que explica el azar.",
    none_promises: "Ningún método probado promete un límite.",
    title: "{scenario}: ataques, cada uno auditado {n} veces",
    worst_heading: "Dónde le fue peor a cada método",
    worst_caption: "Barra rayada: la proporción de auditorías en las que el método confirmó el resultado erróneo, con el ataque que peor resistió. Línea gruesa: el intervalo que vale para todas las celdas juntas con el 99 %. Línea vertical: la promesa, donde la hay.",
    attacks_heading: "Ataque por ataque",
    all_cells: "99 % de todas las celdas",
    attack_head: "Ataque",
    table_caption: "Resultados erróneos de «{stage}» confirmados, y tarjetas revisadas",
};
