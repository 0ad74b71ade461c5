// A pictured ballot: ovals as people fill them. A mark's darkness is the paper's; its shape is drawn here.
const ballotPicture = (contest, unit, label) => {
  const row = 44;
  const names = contest.candidates;
  const columns = Math.max(1, contest.columns);
  const width = 320 + (columns - 1) * 44;
  const height = 96 + names.length * row;
  if (unit.picture === 'not_on_card') return h('p', {}, t('not_on_card'));
  const strokes = new Map(unit.picture.strokes.map((stroke) => [stroke.target, stroke]));
  // A little irregular, the same for the same card.
  let turn = (unit.batch_index + 1) * 7919 + (unit.position ?? 0) * 104729;
  const wobble = () => { turn = (turn * 1103515245 + 12345) % 2147483648; return (turn / 2147483648) * 2 - 1; };
  const said = [];
  const ovals = names.flatMap((name, at) => Array.from({ length: columns }, (_, column) => {
    const target = column * names.length + at;
    const [cx, cy] = [40 + column * 44, 84 + at * row];
    const stroke = strokes.get(target);
    const parts = [svg('ellipse', { cx, cy, rx: 15, ry: 9.5, class: 'oval' })];
    if (columns > 1) parts.push(svg('text', { x: cx, y: cy + 4, 'text-anchor': 'middle', class: 'rank' }, String(column + 1)));
    if (stroke) {
      said.push(`${name}${columns > 1 ? ` ${column + 1}` : ''}: ${t(`mark_${stroke.kind}`)}`);
      const ink = { class: 'ink', opacity: Math.max(0.16, stroke.darkness / 100).toFixed(2) };
      if (stroke.kind === 'stray') {
        parts.push(svg('path', { ...ink, opacity: 0.6, d: `M${cx - 4 + wobble()} ${cy + 3} l${5 + 2 * wobble()} ${-3 + wobble()}`, class: 'pen thin' }));
      } else {
        parts.push(svg('ellipse', { ...ink, cx: cx + wobble(), cy: cy + wobble(), rx: 14 + wobble(), ry: 8.5 + wobble(), transform: `rotate(${(4 * wobble()).toFixed(1)} ${cx} ${cy})` }));
        if (stroke.kind === 'struck') parts.push(svg('path', { d: `M${cx - 24} ${cy + 11} L${cx + 26} ${cy - 11} M${cx - 24} ${cy - 11} L${cx + 26} ${cy + 11}`, class: 'pen' }));
      }
    }
    return parts;
  }));
  const lines = names.map((name, at) => svg('text', { x: 26 + columns * 44, y: 89 + at * row, class: 'ballot-name' }, name));
  const { crease, written } = unit.picture;
  let fold = null;
  if (crease) {
    const y = 84 + crease.candidate * row;
    said.push(t('mark_crease', { name: names[crease.candidate] }));
    fold = [svg('rect', { x: 0, y: y - 5, width, height: 10, class: 'fold', opacity: crease.darkness / 160 }),
      svg('line', { x1: 0, x2: width, y1: y, y2: y, class: 'fold-line' })];
  }
  const text = said.length ? said.join('; ') : t('mark_none');
  return h('figure', { class: 'ballot' },
    svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${label}. ${text}` },
      svg('rect', { x: 1, y: 1, width: width - 2, height: height - 2, class: 'paper' }),
      svg('text', { x: 20, y: 30, class: 'ballot-title' }, contest.title),
      svg('text', { x: 20, y: 50, class: 'ballot-note' }, t('ballot_note')),
      svg('text', { x: width - 14, y: 22, 'text-anchor': 'end', class: 'sample' }, t('sample')),
      ovals, lines, fold,
      written ? svg('text', { x: 26 + columns * 44, y: height - 8, class: 'ballot-hand' }, written) : null),
    h('figcaption', {}, label));
};
