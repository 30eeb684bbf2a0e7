/** The report's two charts. The tables below them say the same to those who cannot see these. */

/**
 * @typedef {{name: string, value: number}} Step
 * @typedef {{funnel: Step[], days: string[], series: {name: string, values: number[]}[]}} Charts
 * @typedef {{setOption: (option: object) => void, resize: () => void, dispose: () => void}} Chart
 * @typedef {{init: (place: HTMLElement, theme: null, options: object) => Chart}} Echarts
 */

export {};

const data = document.getElementById("charts");
const library = document.querySelector("[data-echarts]");
if (data && library instanceof HTMLElement) {
  draw(await import(library.dataset.echarts ?? ""), JSON.parse(data.textContent ?? ""));
}

/**
 * @param {Echarts} echarts
 * @param {Charts} charts
 */
function draw(echarts, charts) {
  /** @type {Record<string, (style: Look) => object>} */
  const options = { funnel: (look) => funnel(charts, look), days: (look) => days(charts, look) };
  for (const place of document.querySelectorAll("[data-chart]")) {
    if (!(place instanceof HTMLElement)) continue;
    const chart = echarts.init(place, null, { renderer: "svg" });
    const paint = () => chart.setOption(options[place.dataset.chart ?? ""](look()));
    paint();
    new ResizeObserver(() => chart.resize()).observe(place);
    new MutationObserver(paint).observe(document.documentElement, { attributeFilter: ["data-theme"] });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  }
}

/** @typedef {{ink: string, quiet: string, line: string, colours: string[]}} Look */

/** @returns {Look} the desk's colours as they are now, light or dark */
function look() {
  const probe = document.createElement("span");
  document.body.append(probe);
  /** @param {string} name */
  const colour = (name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const found = {
    ink: colour("--body-fg"),
    quiet: colour("--body-quiet-color"),
    line: colour("--hairline-color"),
    colours: ["--chart-1", "--chart-2", "--chart-3", "--chart-4"].map(colour),
  };
  probe.remove();
  return found;
}

/**
 * @param {Charts} charts
 * @param {Look} style
 */
function funnel({ funnel: steps }, style) {
  const names = steps.map((step) => step.name);
  return {
    animation: false,
    grid: { left: 4, right: 56, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: "value", show: false },
    yAxis: {
      type: "category",
      data: names,
      inverse: true,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: style.ink },
    },
    series: [
      {
        type: "bar",
        data: steps.map((step) => step.value),
        barCategoryGap: "28%",
        itemStyle: { color: style.colours[0], borderRadius: [0, 6, 6, 0] },
        label: { show: true, position: "right", color: style.ink },
      },
    ],
  };
}

/**
 * @param {Charts} charts
 * @param {Look} style
 */
function days({ days: labels, series }, style) {
  return {
    animation: false,
    color: style.colours,
    legend: { type: "scroll", bottom: 0, textStyle: { color: style.ink }, icon: "circle" },
    grid: { left: 4, right: 12, top: 12, bottom: 36, containLabel: true },
    // Drawn into the chart: an HTML box would need styles that the page's policy forbids.
    tooltip: { trigger: "axis", renderMode: "richText" },
    xAxis: {
      type: "category",
      data: labels.map((label) => label.slice(5)),
      axisLine: { lineStyle: { color: style.line } },
      axisLabel: { color: style.quiet },
    },
    yAxis: {
      type: "value",
      minInterval: 1,
      splitLine: { lineStyle: { color: style.line } },
      axisLabel: { color: style.quiet },
    },
    series: series.map((one) => ({
      type: "line",
      name: one.name,
      data: one.values,
      smooth: 0.2,
      symbolSize: 6,
      lineStyle: { width: 2.5 },
    })),
  };
}
