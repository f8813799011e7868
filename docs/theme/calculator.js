/* When is an answer due? Counted on the windows and clock changes that the page carries; nobody is asked. */
"use strict";
(() => {
  const DAY = 86400;
  const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

  /**
   * Instants and amounts are whole seconds, instants since 1970 in UTC; a local time is a wall clock's reading as if it were UTC.
   * @typedef {{from: number, until: number, starts: number[], offsets: number[]}} Zone  `offsets[i]` holds from `starts[i]` on
   * @typedef {{title: string, zone: string, day: ?number, holidays: ?string, beyond: string, begins: number, ends: number,
   *   opens: number[], closes: number[], before: number[], steps: number[], closings: number[]}} Schedule
   * @typedef {{kind: string, seconds?: number, days?: number, bound?: Target}} Target
   * @typedef {{deadline: number, amount: number, wall: boolean}} Found
   * @typedef {{date: number, begins: number, ends: number, open: number[][], counted: number[][], amount: number, left: number,
   *   holiday: ?string}} Row  `date` is the local midnight, `left` what remains at the end of the date
   */

  // --- reading what the page carries ---

  /** Unfold the deltas of a page's record. */
  function read(data) {
    return { ...data, zones: mapped(data.zones, zone), schedules: mapped(data.schedules, schedule) };
  }

  function mapped(record, made) {
    return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, made(value)]));
  }

  /** @returns {Zone} */
  function zone(data) {
    const starts = [data.from];
    const offsets = [data.offset];
    for (let index = 0; index < data.changes.length; index += 2) {
      starts.push(starts.at(-1) + data.changes[index]);
      offsets.push(data.changes[index + 1]);
    }
    return { from: data.from, until: data.until, starts, offsets };
  }

  /** @returns {Schedule} */
  function schedule(data) {
    const made = { ...data, opens: [], closes: [], before: [0], steps: [], closings: [] };
    let at = data.begins;
    data.lengths.forEach((length, index) => {
      at += length * data.unit;
      (index % 2 ? made.closes : made.opens).push(at);
    });
    made.opens.forEach((opens, index) => made.before.push(made.before[index] + made.closes[index] - opens));
    const steps = data.closings ?? [];
    for (let index = 0, step = 0; index < steps.length; index += 2) {
      step += steps[index];
      made.steps.push(step);
      made.closings.push(steps[index + 1] ? step + steps[index + 1] : Infinity);
    }
    return made;
  }

  /** How many of ascending numbers are no greater than a value. */
  function upTo(list, value) {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // --- local time ---

  /** The local time at an instant. */
  function toLocal(within, instant) {
    return instant + within.offsets[Math.max(upTo(within.starts, instant) - 1, 0)];
  }

  /** The instants at which a local time occurs: one, two (clocks put back), or none (clocks put forward). */
  function toInstant(within, local) {
    return within.starts.map((start, index) => [start, within.starts[index + 1] ?? within.until, local - within.offsets[index]])
      .filter(([start, end, instant]) => start <= instant && instant < end)
      .map(([, , instant]) => instant);
  }

  /** The first instant of a local time; for one that does not exist the first instant after it. */
  function firstInstant(within, local) {
    const found = toInstant(within, local);
    return found.length ? found[0] : within.starts.find((start, index) => start + within.offsets[index] > local);
  }

  // --- counting ---

  /** Open time from the beginning of the windows until an instant; null beyond them. */
  function openTime(hours, instant) {
    if (instant < hours.begins || instant > hours.ends) return null;
    const index = upTo(hours.opens, instant);
    return index ? hours.before[index - 1] + Math.min(instant, hours.closes[index - 1]) - hours.opens[index - 1] : 0;
  }

  /** The earliest instant at which an amount of open time has passed; null beyond the windows. */
  function advance(hours, start, amount) {
    if (amount === 0) return start;
    const passed = openTime(hours, start);
    if (passed === null || passed + amount > hours.before.at(-1)) return null;
    const index = upTo(hours.before, passed + amount - 1) - 1;
    return hours.opens[index] + passed + amount - hours.before[index];
  }

  /** The closing time of the first open local date after the one of an instant; null beyond the windows. */
  function endOfNext(hours, instant) {
    if (instant < hours.begins || instant >= hours.ends) return null;
    const closing = hours.closings[upTo(hours.steps, instant) - 1];
    return closing <= hours.ends ? closing : null;
  }

  /**
   * When a target that begins at an instant is due; null where the years that the page carries do not reach.
   * @returns {?Found}
   */
  function reach(known, hours, target, at) {
    if (at < hours.begins || at >= hours.ends) return null;
    if (target.kind === "clock time") {
      const deadline = at + target.seconds;
      return deadline < known.zones[hours.zone].until - 2 * DAY ? { deadline, amount: target.seconds, wall: true } : null;
    }
    let amount = target.seconds;
    if (target.kind === "business days") amount = target.days * hours.day;
    if (target.kind === "end of next business day") {
      const closing = endOfNext(hours, at);
      if (closing === null) return null;
      amount = openTime(hours, closing) - openTime(hours, at);
    }
    const deadline = advance(hours, at, amount);
    return deadline === null ? null : { deadline, amount, wall: false };
  }

  /**
   * What is promised, and when it is due.
   * @param asked {{offer: number, question: number, severity: string, hours?: string, minutes?: number, at: number}}
   * @returns {{kind: string, promise?: object, hours: Schedule, message?: string} & Partial<Found>} kind is `due`, `beyond`,
   *   `too short`, `not entitled`, or that of a promise without a time
   */
  function due(known, asked) {
    const { promise, hours, refused } = promised(known, asked);
    const { kind, bound } = promise ?? { kind: "best effort" };
    if (asked.at < hours.begins || asked.at >= hours.ends) return { kind: "beyond", hours, message: hours.beyond };
    if (refused !== null) return { kind: "not entitled", hours, clause: refused };
    if (kind === "best effort" || kind === "not offered") return { kind, promise, hours, clause: promise?.clause };
    const target = bound ? { kind: bound.kind, seconds: Math.round(asked.minutes * 60) } : promise;
    if (bound && !(target.seconds >= bound.seconds)) return { kind: "too short", promise, hours };
    const found = reach(known, hours, target, asked.at);
    return found ? { kind: "due", promise, hours, clause: promise.clause, ...found } : { kind: "beyond", hours, message: hours.beyond };
  }

  function promised(known, asked) {
    const offer = known.offers[asked.offer];
    const question = known.questions[asked.question];
    const index = offer.promises[question.id][question.graded ? asked.severity : ""];
    const chosen = offer.hours.includes(asked.hours) ? asked.hours : offer.hours[0];
    return { promise: known.promises[index], hours: known.schedules[question.hours ?? chosen], refused: offer.refused };
  }

  /** The windows within `[start, end)`. */
  function windows(hours, start, end) {
    const found = [];
    for (let index = upTo(hours.closes, start); index < hours.opens.length && hours.opens[index] < end; index += 1) {
      found.push([Math.max(hours.opens[index], start), Math.min(hours.closes[index], end)]);
    }
    return found.filter(([opens, closes]) => opens < closes);
  }

  /**
   * A row for each local date from the start to the deadline.
   * @param found {Found}
   * @returns {Row[]}
   */
  function counting(known, hours, start, found) {
    const within = known.zones[hours.zone];
    const rows = [];
    let left = found.amount;
    let date = Math.floor(toLocal(within, start) / DAY) * DAY;
    do {
      const [begins, ends] = [firstInstant(within, date), firstInstant(within, date + DAY)];
      const [since, until] = [Math.max(begins, start), Math.min(ends, found.deadline)];
      const counted = since >= until ? [] : found.wall ? [[since, until]] : windows(hours, since, until);
      const amount = counted.reduce((sum, [from, to]) => sum + to - from, 0);
      left -= amount;
      const holiday = known.holidays[hours.holidays]?.[isoDate(date)] ?? null;
      rows.push({ date, begins, ends, open: windows(hours, begins, ends), counted, amount, left, holiday });
      date += DAY;
    } while (firstInstant(within, date) < found.deadline);
    return rows;
  }

  // --- words ---

  const two = (number) => String(number).padStart(2, "0");

  function isoDate(local) {
    return new Date(local * 1000).toISOString().slice(0, 10);
  }

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

  function withoutTime(what, found) {
    if (found.kind === "best effort") return [element("strong", {}, "Best effort. "), `${what} is promised without a time, so it cannot be late.`];
    if (found.kind === "not offered") return [element("strong", {}, "Not offered. "), `${what} is not promised here.`];
    if (found.kind === "too short") {
      const least = found.promise.bound.seconds / 60;
      return [element("strong", {}, "Too short. "), `No less than ${least} minutes can be agreed. (${found.promise.text})`];
    }
    if (found.kind === "beyond") return [element("strong", {}, "Not known. "), found.message];
    return [element("strong", {}, "Not entitled. "), "This plan does not include support with guaranteed response times (support-not-included)."];
  }

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
      const notes = [...(row.holiday ? [row.holiday] : []), ...moments(within, row, asked, found).map((each) => each.words)];
      const date = element("th", { scope: "row" }, `${weekday(row.date).slice(0, 2)} ${isoDate(row.date)}`);
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
    const [left, right, lane, bar, most] = [narrow ? 74 : 118, narrow ? 12 : 220, 26, 16, 21];
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
      const date = narrow ? `${dateInWords(row.date).slice(0, -5).split(" ")[0]} ${MONTHS[new Date(row.date * 1000).getUTCMonth()].slice(0, 3)}` : isoDate(row.date);
      const happened = moments(within, row, asked, found);
      const notes = [...(row.holiday ? [row.holiday] : []), ...(narrow ? [] : happened.map((each) => each.words))].join("; ");
      const inside = narrow && !row.open.length;
      parts.push(
        text({ x: left - 10, "text-anchor": "end" }, `${weekday(row.date).slice(0, 2)} ${date}`),
        ...row.open.map(box(row, "open", y + 5)), ...row.counted.map(box(row, "counted", y + 5)),
        ...happened.map((each) => shape("line", { class: each.kind, x1: x(second(row, each.at)), y1: y + 1, x2: x(second(row, each.at)), y2: y + lane - 1 })),
        ...(narrow && !inside ? [] : [text({ x: inside ? left + 6 : x(DAY) + 12, ...(happened.length ? {} : { class: "quiet" }) }, notes)]),
      );
    });
    [["open", "open"], ["counted", "counted"], ["mark due", "due"]].forEach(([kind, word], index) => {
      const at = left + 84 * index;
      parts.push(kind === "mark due" ? shape("line", { class: kind, x1: at + 9, y1: height - 24, x2: at + 9, y2: height - 8 })
        : shape("rect", { class: kind, x: at, y: height - 22, width: 18, height: 12 }));
      parts.push(shape("text", { x: at + 25, y: height - 12 }, word));
    });
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

  window.slawyerCalculator = { read, due, reach, counting, toInstant, toLocal };
  document.querySelectorAll(".calculator").forEach(wire);
})();
