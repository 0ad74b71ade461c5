// Pictures of numbers. The numbers are the engine's; here they only become lengths.

// The risk after each card: each step of the scale is ten times the last.
const riskChart = (points, limit, posterior) => {
  const [width, height, left, bottom, top] = [640, 260, 78, 36, 14];
  const lowest = Math.min(limit / 2, ...points.map(([, p]) => p).filter((p) => p > 0));
  const decades = Math.max(2, Math.ceil(-Math.log10(Math.max(lowest, 1e-6))));
  const most = Math.max(10, ...points.map(([n]) => n));
  const x = (n) => left + ((width - left - 10) * n) / most;
  const y = (p) => top + ((height - top - bottom) * Math.min(decades, -Math.log10(Math.max(p, 1e-9)))) / decades;
  const path = points.map(([n, p], at) => `${at ? 'L' : 'M'}${x(n).toFixed(1)} ${y(p).toFixed(1)}`).join(' ');
  const last = points.at(-1);
  const title = t(posterior ? 'chart_posterior' : 'chart_risk');
  const said = last ? t('chart_risk_says', { n: count(last[0]), p: chance(last[1]), limit: chance(limit) }) : t('chart_empty');
  const lines = [];
  for (let power = 0; power <= decades; power++) {
    const p = 10 ** -power;
    lines.push(svg('line', { x1: left, x2: width - 10, y1: y(p), y2: y(p), class: 'grid' }),
      svg('text', { x: left - 8, y: y(p) + 5, 'text-anchor': 'end' }, chance(p)));
  }
  return h('figure', {},
    svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', class: 'chart', 'aria-label': `${title}. ${said}` },
      lines,
      svg('line', { x1: left, x2: width - 10, y1: y(limit), y2: y(limit), class: 'limit' }),
      svg('text', { x: left + 8, y: y(limit) - 7, class: 'limit-label' }, t('limit_label', { limit: chance(limit) })),
      svg('path', { d: path, class: 'line' }),
      last ? svg('circle', { cx: x(last[0]), cy: y(last[1]), r: 5, class: 'dot' }) : null,
      [0, Math.round(most / 2), most].map((n, at) =>
        svg('text', { x: x(n), y: height - 12, 'text-anchor': ['start', 'middle', 'end'][at] }, count(n)))),
    h('figcaption', {}, title, '. ', t('chart_scale')));
};

// How many audits read how many cards: bars of equal width.
const histogram = (counts, title) => {
  const [width, height, left, bottom, top] = [640, 240, 46, 34, 10];
  const most = Math.max(1, ...counts.map(([cards]) => cards));
  const bars = Math.min(32, most);
  const size = Math.ceil((most + 1) / bars);
  const heights = { confirmed: new Array(bars).fill(0), full_hand_count: new Array(bars).fill(0) };
  for (const [cards, ended, n] of counts) heights[ended === 'confirmed' ? ended : 'full_hand_count'][Math.floor(cards / size)] += n;
  const highest = Math.max(1, ...heights.confirmed.map((n, at) => n + heights.full_hand_count[at]));
  const step = (width - left - 8) / bars;
  const y = (n) => ((height - top - bottom) * n) / highest;
  const parts = heights.confirmed.flatMap((confirmed, at) => {
    const counted = heights.full_hand_count[at];
    const x = left + at * step;
    const base = height - bottom;
    return [
      confirmed ? svg('rect', { x: x + 1, width: step - 2, y: base - y(confirmed), height: y(confirmed), class: 'confirmed' }) : null,
      counted ? svg('rect', { x: x + 1, width: step - 2, y: base - y(confirmed + counted), height: y(counted), class: 'counted' }) : null,
    ];
  });
  return h('figure', {},
    svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', class: 'chart', 'aria-label': `${title}. ${t('table_below')}` },
      svg('line', { x1: left, x2: width - 8, y1: height - bottom, y2: height - bottom, class: 'grid' }),
      parts,
      svg('text', { x: left - 6, y: top + 8, 'text-anchor': 'end' }, count(highest)),
      svg('text', { x: left - 6, y: height - bottom, 'text-anchor': 'end' }, '0'),
      [0, Math.round((size * bars) / 2), size * bars].map((n, at) => svg('text', {
        x: left + ((width - left - 8) * at) / 2, y: height - 10, 'text-anchor': ['start', 'middle', 'end'][at] }, count(n)))),
    h('figcaption', {}, title, ' ', h('span', { class: 'key confirmed' }, t('ended_confirmed')), ' ',
      h('span', { class: 'key counted' }, t('ended_full_hand_count'))));
};

// Votes as bars, with names and numbers as text.
const voteBars = (votes, marked = []) => {
  const most = Math.max(1, ...Object.values(votes).map(Number));
  return h('ul', { class: 'bars' }, Object.entries(votes).map(([name, n]) => h('li', {},
    h('span', { class: 'bar-name' }, name, marked.includes(name) ? ` (${t('winner')})` : ''),
    h('span', { class: 'bar-track', 'aria-hidden': 'true' }, svg('svg', { viewBox: '0 0 100 10', preserveAspectRatio: 'none' },
      svg('rect', { width: Math.max(0, (100 * Number(n)) / most), height: 10, class: marked.includes(name) ? 'confirmed' : 'counted' }))),
    h('span', { class: 'bar-number' }, count(n)))));
};
