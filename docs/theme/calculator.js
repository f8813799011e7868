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

  const shortened = (text) => (text.length > 34 ? `${text.slice(0, 33)}…` : text);

  /** What happens on a date. */
  function moments(within, row, asked, found) {
    return [{ at: asked.at, kind: "mark", word: "asked" }, { at: found.deadline, kind: "mark due", word: "due" }]
      .filter(({ at }) => row.begins <= at && at < row.ends)
      .map((each) => ({ ...each, words: `${timeOfDay(within, each.at)} ${each.word}` }));
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

  /** The clock over support hours: a lane for each local date; the middle of a long count is left out. */
  function drawing(within, rows, asked, found, width) {
    const narrow = width < 620;
    const [left, right, lane, bar, most] = [narrow ? 74 : 96, narrow ? 12 : 210, 26, 16, 21];
    const top = 30;
    const x = (seconds) => left + ((width - left - right) * seconds) / DAY;
    const drawn = rows.length > most ? [...rows.slice(0, 10), rows.slice(10, -10), ...rows.slice(-10)] : rows;
    const height = top + lane * drawn.length + 34;
    const second = (row, instant) => (instant >= row.ends ? DAY : Math.max(toLocal(within, instant) - row.date, 0));
    const box = (row, kind, y) => ([from, to]) =>
      shape("rect", { class: kind, x: x(second(row, from)), y, width: Math.max(x(second(row, to)) - x(second(row, from)), 1), height: bar });
    const parts = [];
    for (let hour = 0; hour <= 24; hour += narrow ? 6 : 3) {
      parts.push(shape("line", { class: "grid", x1: x(hour * 3600), y1: top - 8, x2: x(hour * 3600), y2: height - 34 }));
      parts.push(shape("text", { class: "quiet", x: x(hour * 3600), y: top - 14, "text-anchor": "middle" }, String(hour)));
    }
    drawn.forEach((row, index) => {
      const y = top + lane * index;
      const text = (attributes, words) => shape("text", { y: y + lane / 2 + 4, ...attributes }, words);
      if (Array.isArray(row)) {
        const amount = row.reduce((sum, each) => sum + each.amount, 0);
        parts.push(text({ class: "quiet", x: left + 6 }, `… ${row.length} days, ${duration(amount)}`));
        return;
      }
      const happened = moments(within, row, asked, found);
      const notes = [row.holiday ?? "", ...(narrow ? [] : happened.map((each) => each.words))].filter(Boolean).join("; ");
      const inside = narrow && !row.open.length;
      parts.push(
        text({ x: left - 10, "text-anchor": "end", ...(row.open.length ? {} : { class: "quiet" }) }, dayInShort(row.date)),
        ...row.open.map(box(row, "open", y + 5)), ...row.counted.map(box(row, "counted", y + 5)),
        ...happened.map((each) => shape("line", { class: each.kind, x1: x(second(row, each.at)), y1: y + 1, x2: x(second(row, each.at)), y2: y + lane - 1 })),
        ...(narrow && !inside ? [] : [text({ x: inside ? left + 6 : x(DAY) + 12, ...(happened.length ? {} : { class: "quiet" }) }, shortened(notes))]),
      );
    });
    let at = left;
    for (const [kind, word, space] of [["open", "open", 66], ["counted", "counted", 84], ["mark due", "due", 0]]) {
      const line = kind === "mark due";
      parts.push(line ? shape("line", { class: kind, x1: at + 3, y1: height - 25, x2: at + 3, y2: height - 7 })
        : shape("rect", { class: kind, x: at, y: height - 22, width: 18, height: 12 }));
      parts.push(shape("text", { x: at + (line ? 12 : 25), y: height - 12 }, word));
      at += space;
    }
    const told = `${rows.length} days, from ${inWords(within, asked.at)} to ${inWords(within, found.deadline)}.`;
    return shape("svg", { class: "clock", role: "img", viewBox: `0 0 ${width} ${height}`, width, height, "aria-label": told }, ...parts);
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
      if (bound && (field.minutes.value === "" || field.minutes.min !== String(bound.seconds / 60))) {
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
