/* When is an answer due? The form on a contract's page, and its answer in words, drawn and counted. */
"use strict";
(() => {
  const { read, due, promised, counting, toInstant, toLocal, isoDate } = window.slawyerCalculator;
  const DAY = 86400;
  const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

  // --- words ---

  const two = (number) => String(number).padStart(2, "0");

  /** `09:10`, `09:10:30`; what occurs twice says which by its offset. */
  function timeOfDay(within, instant) {
    const local = toLocal(within, instant);
    const shown = new Date(local * 1000).toISOString().slice(11, local % 60 ? 19 : 16);
    if (toInstant(within, local).length < 2) return shown;
    const offset = Math.round((local - instant) / 60);
    return `${shown} (UTC${offset < 0 ? "−" : "+"}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)})`;
  }

  function dateInWords(local) {
    const day = new Date(local * 1000);
    return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
  }

  /** `Th 28 Mar`. */
  function dayInShort(local) {
    const day = new Date(local * 1000);
    return `${weekday(local).slice(0, 2)} ${day.getUTCDate()} ${MONTHS[day.getUTCMonth()].slice(0, 3)}`;
  }

  const weekday = (local) => WEEKDAYS[new Date(local * 1000).getUTCDay()];

  function inWords(within, instant) {
    const local = toLocal(within, instant);
    return `${weekday(local)}, ${dateInWords(local)}, ${timeOfDay(within, instant)}`;
  }

  /** `1 h 05 min`, `50 min`, `6 h 03 min 20 s`. */
  function duration(seconds) {
    const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    const parts = hours ? [`${hours} h`] : [];
    if (minutes || !(hours || rest)) parts.push(`${hours ? two(minutes) : minutes} min`);
    if (rest) parts.push(`${rest} s`);
    return parts.join(" ");
  }

  function byTheClock(seconds) {
    const days = Math.floor(seconds / DAY);
    return [...(days ? [`${days} d`] : []), ...(seconds % DAY || !days ? [duration(seconds % DAY)] : [])].join(" ");
  }

  // --- what is shown ---

  function element(name, attributes = {}, ...children) {
    return filled(document.createElement(name), attributes, children);
  }

  function shape(name, attributes = {}, ...children) {
    return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
  }

  function filled(made, attributes, children) {
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...children);
    return made;
  }

  /** The answer in words: what, when, and how it is counted. */
  function answer(known, asked, found) {
    const within = known.zones[found.hours.zone];
    const what = known.questions[asked.question].title;
    const cited = found.clause ? [element("p", { class: "clause" }, `Clause: ${found.clause}`)] : [];
    if (found.kind !== "due") return [element("p", { class: "none" }, ...withoutTime(what, found)), ...cited];
    const target = found.promise.bound ? `${duration(found.amount)}, as agreed,` : found.promise.text;
    const clock = found.wall ? "by the clock" : `counted in ${found.hours.title}`;
    const length = `${duration(found.amount)} of support time, ${byTheClock(found.deadline - asked.at)} by the clock.`;
    const when = new Date(found.deadline * 1000).toISOString().replace(".000", "");
    return [
      element("p", { class: "what" }, `${what} is due on`),
      element("p", { class: "when" }, element("time", { datetime: when }, inWords(within, found.deadline))),
      element("p", {}, `${target} from ${inWords(within, asked.at)} on, ${clock}${found.wall ? "." : `: ${length}`}`),
      ...cited,
    ];
  }

  function withoutTime(what, { kind, promise, message }) {
    const least = (promise?.bound?.seconds ?? 0) / 60;
    const [title, words] = {
      "best effort": ["Best effort", `${what} is promised without a time, so it cannot be late.`],
      "not offered": ["Not offered", `${what} is not promised here.`],
      "not entitled": ["Not entitled", "This plan does not include support with guaranteed response times (support-not-included)."],
      "too short": ["Too short", `No less than ${least} minutes can be agreed on.`],
      beyond: ["Not known", message],
    }[kind];
    return [element("strong", {}, `${title}. `), words];
  }

  const shortened = (text) => (text.length > 32 ? `${text.slice(0, 31)}…` : text);

  /** What happens on a date. */
  function moments(within, row, asked, found) {
    return [{ at: asked.at, kind: "mark", word: "asked" }, { at: found.deadline, kind: "mark due", word: "due" }]
      .filter(({ at }) => row.begins <= at && at < row.ends)
      .map((each) => ({ ...each, words: `${each.word} ${timeOfDay(within, each.at)}` }));
  }

  function table(within, rows, asked, found) {
    const written = ([from, to], row) => `${timeOfDay(within, from)}–${to === row.ends ? "24:00" : timeOfDay(within, to)}`;
    const line = (row) => {
      const open = found.wall ? "all day" : row.open.map((window) => written(window, row)).join(", ") || "closed";
      const notes = [row.holiday ?? "", ...moments(within, row, asked, found).map((each) => each.words)].filter(Boolean);
      const date = element("th", { scope: "row" }, dayInShort(row.date), element("span", {}, ` ${isoDate(row.date).slice(0, 4)}`));
      return element("tr", row.amount ? {} : { class: "still" }, date,
        ...[open, duration(row.amount), duration(row.left), notes.join("; ")].map((text) => element("td", {}, text)));
    };
    const headings = ["Date", "Open", "Counted", "Left", "Note"].map((text) => element("th", { scope: "col" }, text));
    const total = element("tr", {}, element("th", { scope: "row" }, "Total"), ...["", duration(found.amount), "", ""].map((text) => element("td", {}, text)));
    return element("table", {}, element("caption", {}, "How the time is counted"), element("thead", {}, element("tr", {}, ...headings)),
      element("tbody", {}, ...rows.map(line)), element("tfoot", {}, total));
  }

  const [TOP, LANE, BAR, LEGEND] = [30, 26, 16, 34];
  const MOST_LANES = 21;

  /** The clock over support hours: a lane for each local date; the middle of a long count is left out. */
  function drawing(within, rows, asked, found, width) {
    const narrow = width < 620;
    const [left, right] = narrow ? [74, 12] : [96, 210];
    const x = (seconds) => left + ((width - left - right) * seconds) / DAY;
    const drawn = rows.length > MOST_LANES ? [...rows.slice(0, 10), rows.slice(10, -10), ...rows.slice(-10)] : rows;
    const bottom = TOP + LANE * drawn.length;
    const told = `${rows.length} days, from ${inWords(within, asked.at)} to ${inWords(within, found.deadline)}.`;
    const size = { viewBox: `0 0 ${width} ${bottom + LEGEND}`, width, height: bottom + LEGEND };
    const lanes = drawn.flatMap((row, index) => {
      const y = TOP + LANE * index;
      return Array.isArray(row) ? leftOut(row, left, y) : lane(within, row, moments(within, row, asked, found), x, y, narrow);
    });
    return shape("svg", { class: "clock", role: "img", ...size, "aria-label": told }, ...grid(x, bottom, narrow ? 6 : 3), ...lanes, ...legend(left, bottom));
  }

  function grid(x, bottom, step) {
    const hours = Array.from({ length: 24 / step + 1 }, (_, index) => index * step);
    return hours.flatMap((hour) => [
      shape("line", { class: "grid", x1: x(hour * 3600), y1: TOP - 8, x2: x(hour * 3600), y2: bottom }),
      shape("text", { class: "quiet", x: x(hour * 3600), y: TOP - 14, "text-anchor": "middle" }, String(hour)),
    ]);
  }

  function leftOut(rows, left, y) {
    const amount = rows.reduce((sum, each) => sum + each.amount, 0);
    return [shape("text", { class: "quiet", x: left + 6, y: y + LANE / 2 + 4 }, `… ${rows.length} days, ${duration(amount)}`)];
  }

  /** One date: its name, what is open and counted, what happens; a narrow lane has room for a holiday only where nothing is open. */
  function lane(within, row, happened, x, y, narrow) {
    const at = (instant) => x(instant >= row.ends ? DAY : Math.max(toLocal(within, instant) - row.date, 0));
    const bar = (kind) => ([from, to]) => shape("rect", { class: kind, x: at(from), y: y + (LANE - BAR) / 2, width: Math.max(at(to) - at(from), 1), height: BAR });
    const text = (left, quiet, words, more = {}) => shape("text", { x: left, y: y + LANE / 2 + 4, ...(quiet ? { class: "quiet" } : {}), ...more }, words);
    const notes = [row.holiday ?? "", ...(narrow ? [] : happened.map((each) => each.words.replace(/ \(.*/, "")))].filter(Boolean).join("; ");
    const note = narrow && row.open.length ? [] : [text(narrow ? x(0) + 6 : x(DAY) + 12, !happened.length, shortened(notes))];
    return [
      text(x(0) - 10, !row.open.length, dayInShort(row.date), { "text-anchor": "end" }),
      ...row.open.map(bar("open")), ...row.counted.map(bar("counted")),
      ...happened.map((each) => shape("line", { class: each.kind, x1: at(each.at), y1: y + 1, x2: at(each.at), y2: y + LANE - 1 })),
      ...note,
    ];
  }

  function legend(left, bottom) {
    const y = bottom + LEGEND / 2;
    const box = (kind, x, word) => [shape("rect", { class: kind, x, y: y - 6, width: 18, height: 12 }), shape("text", { x: x + 25, y: y + 4 }, word)];
    const due = [shape("line", { class: "mark due", x1: left + 153, y1: y - 9, x2: left + 153, y2: y + 9 }), shape("text", { x: left + 162, y: y + 4 }, "due")];
    return [...box("open", left, "open"), ...box("counted", left + 66, "counted"), ...due];
  }

  // --- the form ---

  function wire(section) {
    const known = read(JSON.parse(section.querySelector(".calculator-data").textContent));
    const form = section.querySelector("form");
    const [output, clock, counted] = [".answer", ".drawing", ".table"].map((each) => section.querySelector(each));
    const field = form.elements;
    const show = (name, shown) => { form.querySelector(`[data-for="${name}"]`).hidden = !shown; };
    let redraw = () => {};

    function offered() {
      const hours = known.offers[field.offer.value].hours;
      if (hours.join() === [...field.hours.options].map((each) => each.value).join()) return;
      field.hours.replaceChildren(...hours.map((id) => element("option", { value: id }, known.schedules[id].title)));
    }

    /** The instant that is meant, or the words in which to ask again. */
    function moment(within) {
      const local = Date.parse(`${field.date.value}T${field.time.value}Z`) / 1000;
      if (Number.isNaN(local)) return "Choose a date and a time.";
      const found = toInstant(within, local);
      show("which", found.length > 1);
      if (found.length < 2) field.which.value = ""; // the next time that occurs twice is another question
      if (found.length === 1) return found[0];
      const named = `${field.time.value} on ${dateInWords(local)}`;
      if (!found.length && local >= toLocal(within, within.from) && local < toLocal(within, within.until)) {
        return `${named} does not exist: the clocks of this zone are put forward over it. Choose another time.`;
      }
      if (!found.length) return known.frozen.join(" ");
      return field.which.value === "" ? `${named} occurs twice: the clocks of this zone are put back. Say which of the two is meant.` : found[field.which.value];
    }

    function update() {
      offered();
      const question = known.questions[field.question.value];
      const asked = { offer: Number(field.offer.value), question: Number(field.question.value), severity: field.severity.value, hours: field.hours.value, at: 0 };
      const { promise, hours, refused } = promised(known, asked);
      const within = known.zones[hours.zone];
      const bound = refused === null ? promise?.bound : undefined;
      show("severity", question.graded);
      show("hours", field.hours.options.length > 1 && question.hours === null && refused === null);
      show("minutes", Boolean(bound));
      show("which", false);
      if (bound && field.minutes.min !== String(bound.seconds / 60)) {
        field.minutes.min = field.minutes.value = String(bound.seconds / 60);
      }
      form.querySelector('[data-for="zone"]').textContent = `(local time, ${hours.zone})`;
      [field.date.min, field.date.max] = [hours.begins, hours.ends - 1].map((instant) => isoDate(toLocal(within, instant)));
      const at = moment(within);
      const found = typeof at === "string" ? null : due(known, { ...asked, at, minutes: field.minutes.valueAsNumber });
      output.replaceChildren(...(found ? answer(known, { ...asked, at }, found) : [element("p", { class: "none" }, at)]));
      clock.hidden = counted.hidden = found?.kind !== "due";
      redraw = () => {};
      if (clock.hidden) return;
      const rows = counting(known, hours, at, found);
      counted.replaceChildren(table(within, rows, { at }, found));
      redraw = () => clock.replaceChildren(drawing(within, rows, { at }, found, Math.min(Math.max(clock.clientWidth, 260), 860)));
      redraw();
    }

    function begin() {
      const hours = Object.values(known.schedules)[0];
      const now = Math.floor(Date.now() / 60000) * 60;
      const local = toLocal(known.zones[hours.zone], hours.begins <= now && now < hours.ends ? now : hours.begins);
      field.date.value = isoDate(local);
      field.time.value = new Date(local * 1000).toISOString().slice(11, 16);
      form.hidden = false;
      form.addEventListener("input", update);
      form.addEventListener("submit", (event) => event.preventDefault());
      new ResizeObserver(() => redraw()).observe(section);
      update();
    }

    begin();
  }

  document.querySelectorAll(".calculator").forEach(wire);
})();
