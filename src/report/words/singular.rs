//! One of a kind: what stands behind the number 1 is told in the singular, in every language.

/// Nouns behind a number, some with the word that follows and agrees, and the same of one.
const ONE: &[(&str, &str)] = &[
    // English.
    ("audits", "audit"),
    ("ballots", "ballot"),
    ("batches", "batch"),
    ("boards", "board"),
    ("cards", "card"),
    ("cells", "cell"),
    ("columns", "column"),
    ("contests", "contest"),
    ("days", "day"),
    ("draws", "draw"),
    ("faults", "fault"),
    ("hours", "hour"),
    ("more lines", "more line"),
    ("names", "name"),
    ("pages", "page"),
    ("rounds", "round"),
    ("rows", "row"),
    ("scenarios", "scenario"),
    ("seats", "seat"),
    ("shards", "shard"),
    ("times", "time"),
    ("trials", "trial"),
    ("votes", "vote"),
    ("working days", "working day"),
    // Spanish.
    ("auditorías", "auditoría"),
    ("boletas", "boleta"),
    ("boletas contadas", "boleta contada"),
    ("boletas no halladas", "boleta no hallada"),
    ("boletas restantes", "boleta restante"),
    ("boletas sacadas", "boleta sacada"),
    ("celdas", "celda"),
    ("celdas unidas", "celda unida"),
    ("columnas", "columna"),
    ("contiendas", "contienda"),
    ("días", "día"),
    ("ensayos", "ensayo"),
    ("escenarios", "escenario"),
    ("extracciones", "extracción"),
    ("fallas", "falla"),
    ("filas", "fila"),
    ("horas", "hora"),
    ("líneas", "línea"),
    ("lotes", "lote"),
    ("lotes vecinos", "lote vecino"),
    ("mesas", "mesa"),
    ("nombres", "nombre"),
    ("páginas", "página"),
    ("partes", "parte"),
    ("partes unidas", "parte unida"),
    ("puestos", "puesto"),
    ("rondas", "ronda"),
    ("tarjetas", "tarjeta"),
    ("tarjetas sacadas", "tarjeta sacada"),
    ("veces", "vez"),
    ("votos", "voto"),
    ("votos restantes", "voto restante"),
];

/// What a text begins with behind the number 1, in the singular, and how long it was; nothing where it is no such noun.
pub(super) fn singular(behind: &str) -> Option<(&'static str, usize)> {
    let text = behind.strip_prefix(' ')?;
    let begins = |plural: &str| {
        text.strip_prefix(plural).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    };
    let longest = ONE.iter().filter(|(plural, _)| begins(plural)).max_by_key(|(plural, _)| plural.len())?;
    Some((longest.1, 1 + longest.0.len()))
}

#[cfg(test)]
mod tests {
    use super::super::fill;

    #[test]
    fn one_is_told_as_one() {
        let told = |text: &str, n: &str| fill(text, &[("n", n), ("m", "12")]);
        for (text, one, more) in [
            ("{m} cards in {n} batches, {n} days", "12 cards in 1 batch, 1 day", "12 cards in 21 batches, 21 days"),
            ("… {n} more lines: --full", "… 1 more line: --full", "… 21 more lines: --full"),
            ("{n} días de trabajo en {n} lotes", "1 día de trabajo en 1 lote", "21 días de trabajo en 21 lotes"),
            ("{n} partes unidas.", "1 parte unida.", "21 partes unidas."),
            ("{n} daysworth", "1 daysworth", "21 daysworth"),
            ("{n}", "1", "21"),
        ] {
            assert_eq!((told(text, "1").as_str(), told(text, "21").as_str()), (one, more));
        }
    }
}
