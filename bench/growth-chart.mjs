// Growth as a picture: one panel for each thing that grows, both axes logarithmic, so that a straight line is a power.

const PANEL = { width: 300, height: 220, left: 48, right: 20, top: 36, bottom: 40 };
const HEAD = 30;
const COLOURS = ['#8c959f', '#0969da'];
const GUIDE = '#d0a215';

/** @param {readonly import('./growth.mjs').Growth[]} growths */
export function growthChart(growths) {
  const [width, height] = [PANEL.width * growths.length, PANEL.height + HEAD];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11">`,
    `<title>CPU milliseconds of one operation</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...legend(growths[0].lines.map(({ title }) => title)),
    ...growths.map((growth, index) => `<g transform="translate(${index * PANEL.width} ${HEAD})">${panel(growth)}</g>`),
    '</svg>',
    '',
  ].join('\n');
}

function legend(titles) {
  const entries = [...titles.map((title, index) => [title, COLOURS[index], '']), ['linear', GUIDE, '4 3']];
  return entries.map(
    ([title, colour, dashes], index) =>
      `<path d="M${PANEL.left + index * 220} 18h24" stroke="${colour}" stroke-width="2" stroke-dasharray="${dashes}"/>` +
      text(PANEL.left + 30 + index * 220, 22, title),
  );
}

function panel({ title, linear, lines }) {
  const [x, y] = scales(lines);
  const subject = lines.at(-1).points;
  return [
    text(PANEL.left, PANEL.top - 14, `CPU ms of one operation, by ${title}`, 'font-weight="bold"'),
    axes(x, y, subject),
    guide(x, y, subject, linear),
    ...lines.map(({ points }, index) => drawn(x, y, points, COLOURS[index])),
    ...subject.map(([at, value]) => text(x(at), y(value) - 8, short(value), 'text-anchor="middle"')),
  ].join('\n');
}

/** Positions by value; the vertical axis reaches over whole powers of ten. */
function scales(lines) {
  const points = lines.flatMap((one) => one.points);
  const [xs, ys] = [points.map(([at]) => at), points.map(([, value]) => value)];
  const bottom = Math.floor(Math.log10(Math.min(...ys)));
  const top = Math.max(Math.ceil(Math.log10(Math.max(...ys))), bottom + 1);
  return [
    scale([Math.log10(Math.min(...xs)), Math.log10(Math.max(...xs))], [PANEL.left, PANEL.width - PANEL.right]),
    Object.assign(scale([bottom, top], [PANEL.height - PANEL.bottom, PANEL.top]), { bottom, top }),
  ];
}

const scale =
  ([from, to], [start, end]) =>
  (value) =>
    Math.round((start + ((Math.log10(value) - from) / (to - from)) * (end - start)) * 10) / 10;

function axes(x, y, points) {
  const [left, right] = [PANEL.left, PANEL.width - PANEL.right];
  const ticks = Array.from({ length: y.top - y.bottom + 1 }, (_, index) => 10 ** (y.bottom + index));
  return [
    ...ticks.map(
      (value) =>
        `<path d="M${left} ${y(value)}H${right}" stroke="#d8dee4"/>${text(left - 6, y(value) + 4, short(value), 'text-anchor="end"')}`,
    ),
    ...points.map(([at]) => text(x(at), PANEL.height - PANEL.bottom + 16, String(at), 'text-anchor="middle"')),
  ].join('\n');
}

/** Where the last line would go if its cost were linear; it ends at the panel's edge. */
function guide(x, y, [[from, value], ...rest], power) {
  const most = 10 ** y.top;
  const end = power === 0 ? rest.at(-1)[0] : Math.min(rest.at(-1)[0], (from * most) / value);
  const path = `M${x(from)} ${y(value)}L${x(end)} ${y(value * (end / from) ** power)}`;
  return `<path d="${path}" stroke="${GUIDE}" stroke-dasharray="4 3" fill="none"/>`;
}

function drawn(x, y, points, colour) {
  const path = points.map(([at, value]) => `${x(at)} ${y(value)}`).join('L');
  const dots = points.map(([at, value]) => `<circle cx="${x(at)}" cy="${y(value)}" r="3" fill="${colour}"/>`);
  return `<path d="M${path}" stroke="${colour}" stroke-width="2" fill="none"/>${dots.join('')}`;
}

const short = (value) => String(Number(value.toPrecision(2)));

const text = (x, y, words, more = '') => `<text x="${x}" y="${y}" fill="#24292f" ${more}>${words}</text>`;
