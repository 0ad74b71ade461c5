//! What each audit method does, and how each engine makes its trials, in Spanish.

use crate::report::words::ProcedureWords;

pub(super) const WORDS: ProcedureWords = ProcedureWords {
    method_polling: "sondeo de boletas: lee tarjetas al azar hasta que los ganadores reportados aventajan más allá del azar (ALPHA)",
    method_bravo: "sondeo de boletas: lee tarjetas al azar hasta que hablan a favor de las proporciones reportadas y en contra de un empate (BRAVO)",
    method_eor_bravo: "sondeo de boletas: la razón de BRAVO de toda la muestra, mirada solo donde acaba una ronda",
    method_minerva: "sondeo de boletas: cuán rara es en un empate una muestra tan buena o mejor, mirada solo donde acaba una ronda (Minerva)",
    method_athena: "sondeo de boletas: Minerva, y además la muestra misma debe hablar más por el informe que por un empate (Athena)",
    method_providence: "sondeo de boletas: la razón de BRAVO de las rondas anteriores por la de Minerva de la nueva; rondas de cualquier tamaño (Providence)",
    method_bayes_polling: "sondeo de boletas: cuán probable sigue siendo un vuelco, según las tarjetas leídas y una distribución previa",
    method_ballot_comparison: "comparación boleta por boleta: lee tarjetas al azar y coteja cada una con su propio registro de voto",
    method_super_simple: "comparación boleta por boleta como en Colorado: cuatro cuentas de discrepancias y una fórmula (Kaplan-Markov)",
    method_batch_comparison: "comparación de lotes: sortea lotes según cuánto pueden errar, cuenta cada uno a mano, una sola fórmula (MACRO)",
    method_batch_assertions: "comparación de lotes, par por par: sortea lotes según cuánto pueden errar, cuenta cada uno a mano y apuesta",
    method_one_audit: "ONEAudit: lee tarjetas al azar y coteja cada una con su propio registro de voto o, donde no lo hay, con la media de su grupo",
    method_stratified: "estratificada: sortea en cada estrato por separado, compara donde hay registros o sumas, sondea donde no los hay y prueba todo junto (unión de intersecciones)",
    method_suite: "SUITE: compara tarjetas del estrato que tiene registros de voto, sondea el estrato que no los tiene y combina ambos con la regla de Fisher",
    method_bayes_comparison: "comparación bayesiana: coteja tarjetas con sus registros de voto hasta que es improbable, según su distribución previa, que ganara otra persona",
    method_fixed_percentage: "una proporción fija de los lotes al azar, contados a mano y cotejados con sus totales reportados",
    method_random_precincts: "lotes al azar, tantos como pide el margen, contados a mano y cotejados con sus totales reportados",
    method_retabulation: "las imágenes de los escáneres contadas de nuevo con otro programa; no se mira ningún papel",
    method_machine_recount: "todo el papel otra vez por las mismas máquinas, con el mismo programa o uno nuevo; ninguna persona lee boletas",
    method_full_hand_count: "cada boleta contada a mano; ese conteo vale",
    engine_auto: "para cada contienda y método, el primero de los de abajo que le sirve",
    engine_jumps: "salta de discrepancia en discrepancia en comparaciones de tarjetas sueltas: las mismas auditorías, muchas veces más rápido",
    engine_rounds: "sortea de una vez cuántas tarjetas de cada clase trae una ronda, para sondeos que se juzgan donde acaban las rondas",
    engine_strides: "atiende 64 tarjetas a la vez en sondeos por contracción truncada (ALPHA): las auditorías de cells, varias veces más rápido",
    engine_words: "cuenta de una vez 64 tarjetas o más en sondeos de BRAVO: la ley de cells, con sorteos propios",
    engine_cells: "sortea de cuentas de tarjetas iguales entre sí: el costo de un ensayo no crece con el número de tarjetas",
    engine_cards: "sortea las tarjetas mismas, las mismas para cada método: sirve a todos, y su primer ensayo es la auditoría de una sola ejecución",
    engine_exact: "sin ensayos: la ley de la auditoría misma, donde se conoce una, y cuán exacta es",
};
