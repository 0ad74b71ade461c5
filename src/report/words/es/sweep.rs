//! The page of a sweep, in Spanish.

use crate::report::words::SweepWords;

pub(super) const WORDS: SweepWords = SweepWords {
    title: "{grid}: un barrido de {n} celdas",
    question: "¿Qué hacen las auditorías de {scenario} cuando varían sus ajustes?",
    cells: "Celdas",
    trials_each: "Ensayos por celda",
    scenario: "Escenario",
    axis_heading: "Qué efecto tiene «{axis}»",
    axis_note: "Cada línea de abajo es un valor de «{axis}» y un método; todo lo demás queda en su primer valor: {rest}.",
    axis_title: "{contest}: tarjetas revisadas, según «{axis}»",
    axis_caption: "Una franja es un valor y un método en todos los ensayos de su celda. Línea fina: del 5 % al 95 % de las auditorías; caja: la mitad central; barra gruesa: la mediana; círculo: la media; marca final: el 99 %. Un conteo manual completo revisa todas las tarjetas.",
    axis_more: "Otras {n} líneas están en la tabla de abajo o en table.csv.",
    cells_heading: "Celda por celda",
    cells_note: "Cada ajuste con cada método. Las barras son proporciones de los ensayos. Donde lo reportado es correcto no se puede confirmar nada erróneo: una raya.",
    cells_caption: "{contest}: tarjetas, conteos manuales completos y resultados erróneos confirmados",
    cells_more: "Otras {n} celdas están en table.csv y table.json.",
    cell: "Celda",
    cards_median: "Tarjetas: mediana",
    wrong_cells: "En {n} de {all} filas el resultado reportado es erróneo.",
    wrong_nowhere: "Ningún método que limita el riesgo confirmó un resultado erróneo en ninguna parte.",
    wrong_worst: "De los métodos que limitan el riesgo, el que más lo confirmó fue {worst}; su límite allí es {limit}.",
    kept_promise: "Ninguno de sus intervalos del 95 % está por completo por encima del límite de riesgo.",
    broken_promise: "En {n} filas todo el intervalo del 95 % queda por encima del límite de riesgo; justo en el límite eso es azar en una fila de cada cuarenta, y las mesas que se equivocan al leer debilitan las promesas.",
    never_wrong: "En ninguna de las {all} filas es erróneo el resultado reportado.",
    nobody_confirmed_anywhere: "Ningún método lo confirmó en ninguna parte.",
    confirmed_in: "Se CONFIRMÓ en {n} de ellas, con más frecuencia por {worst}.",
    none_limits_there: "Ningún método probado en ellas limita el riesgo.",
    worst_row: "{method} en una proporción de {share} en {contest}, celda {cell} ({settings}){as_often}",
    as_often_rows: "\u{20}y con igual frecuencia en {n} filas más",
};
