// Draws the growth of the cost: one panel for each dimension, with two logarithmic axes, so that a power is a straight line.

const PANEL = { width: 300, height: 220, left: 48, right: 20, top: 36, bottom: 40 };
const LEGEND_HEIGHT = 30;
const COLOURS = ['#8c959f', '#0969da'];
const GUIDE = '#d0a215';

/** @param {readonly import('./growth.mjs').Growth[]} growths */
export function drawGrowthChart(growths) {
  const [width, height] = [PANEL.width * growths.length, PANEL.height + LEGEND_HEIGHT];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11">`,
    `<title>CPU milliseconds per operation</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...drawLegend(growths[0].lines.map(({ title }) => title)),
    ...growths.map(
      (growth, index) => `<g transform="translate(${index * PANEL.width} ${LEGEND_HEIGHT})">${drawPanel(growth)}</g>`,
    ),
    '</svg>',
    '',
  ].join('\n');
}

function drawLegend(titles) {
  const entries = [...titles.map((title, index) => [title, COLOURS[index], '']), ['linear', GUIDE, '4 3']];
  return entries.map(
    ([title, colour, dashes], index) =>
      `<path d="M${PANEL.left + index * 220} 18h24" stroke="${colour}" stroke-width="2" stroke-dasharray="${dashes}"/>` +
      drawText(PANEL.left + 30 + index * 220, 22, title),
  );
}

function drawPanel({ title, linear, lines }) {
  const [x, y] = createScales(lines);
  const subject = lines.at(-1).points;
  return [
    drawText(PANEL.left, PANEL.top - 14, `CPU ms per operation, by ${title}`, 'font-weight="bold"'),
    drawAxes(x, y, subject),
    drawGuide(x, y, subject, linear),
    ...lines.map(({ points }, index) => drawLine(x, y, points, COLOURS[index])),
    ...subject.map(([at, value]) => drawText(x(at), y(value) - 8, shorten(value), 'text-anchor="middle"')),
  ].join('\n');
}

/** Functions from a value to its position; the vertical axis ends at whole powers of ten. */
function createScales(lines) {
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

function drawAxes(x, y, points) {
  const [left, right] = [PANEL.left, PANEL.width - PANEL.right];
  const ticks = Array.from({ length: y.top - y.bottom + 1 }, (_, index) => 10 ** (y.bottom + index));
  return [
    ...ticks.map(
      (value) =>
        `<path d="M${left} ${y(value)}H${right}" stroke="#d8dee4"/>${drawText(left - 6, y(value) + 4, shorten(value), 'text-anchor="end"')}`,
    ),
    ...points.map(([at]) => drawText(x(at), PANEL.height - PANEL.bottom + 16, String(at), 'text-anchor="middle"')),
  ].join('\n');
}

/** The last line as it would be with linear cost; it ends at the panel's edge. */
function drawGuide(x, y, [[from, value], ...rest], power) {
  const max = 10 ** y.top;
  const end = power === 0 ? rest.at(-1)[0] : Math.min(rest.at(-1)[0], (from * max) / value);
  const path = `M${x(from)} ${y(value)}L${x(end)} ${y(value * (end / from) ** power)}`;
  return `<path d="${path}" stroke="${GUIDE}" stroke-dasharray="4 3" fill="none"/>`;
}

function drawLine(x, y, points, colour) {
  const path = points.map(([at, value]) => `${x(at)} ${y(value)}`).join('L');
  const dots = points.map(([at, value]) => `<circle cx="${x(at)}" cy="${y(value)}" r="3" fill="${colour}"/>`);
  return `<path d="M${path}" stroke="${colour}" stroke-width="2" fill="none"/>${dots.join('')}`;
}

const shorten = (value) => String(Number(value.toPrecision(2)));

const drawText = (x, y, content, attributes = '') =>
  `<text x="${x}" y="${y}" fill="#24292f" ${attributes}>${content}</text>`;
