/* Time counted on the windows and clock changes that a page carries: as the evaluator counts it, and nobody is asked. */
"use strict";
(() => {
  const DAY = 86400;

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
    const { kind, bound } = promise ?? { kind: "not offered" };
    if (asked.at < hours.begins || asked.at >= hours.ends) return { kind: "beyond", hours, message: hours.beyond };
    if (refused !== null) return { kind: "not entitled", hours, clause: refused };
    if (kind === "best effort" || kind === "not offered") return { kind, promise, hours, clause: promise?.clause };
    const target = bound ? { kind: bound.kind, seconds: Math.round(asked.minutes * 60) } : promise;
    if (bound && !(target.seconds >= bound.seconds)) return { kind: "too short", promise, hours };
    const found = reach(known, hours, target, asked.at);
    return found ? { kind: "due", promise, hours, clause: promise.clause, ...found } : { kind: "beyond", hours, message: hours.beyond };
  }

  /** The promise asked about, the support hours it counts on, and the clause that refuses the plan (or null). */
  function promised(known, asked) {
    const offer = known.offers[asked.offer];
    const question = known.questions[asked.question];
    const index = offer.promises[question.id][question.graded ? asked.severity : ""];
    const chosen = offer.hours.includes(asked.hours) ? asked.hours : offer.hours[0];
    return { promise: known.promises[index], hours: known.schedules[question.hours ?? chosen], refused: offer.refused };
  }

  /** `2024-03-28`. */
  function isoDate(local) {
    return new Date(local * 1000).toISOString().slice(0, 10);
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

  window.slawyerCalculator = { read, due, promised, reach, counting, toInstant, toLocal, isoDate };
})();
