/* Search over the pages, without a server: the index is a script beside this one, loaded when somebody begins to search. */
"use strict";
(() => {
  const MOST = 12;
  const base = document.currentScript.dataset.base.replace(/\/?$/, "/");
  const form = document.querySelector(".search");
  const field = document.getElementById("search");
  const list = document.getElementById("found");
  const count = document.getElementById("found-count");
  let index = null;

  /** Load the index once; it is a script because a page opened from a file may not fetch. */
  function load(then) {
    if (index) {
      then();
      return;
    }
    const script = document.createElement("script");
    script.src = `${base}search/index.js`;
    script.addEventListener("load", () => {
      index = window.slawyerIndex.map((each) => ({ ...each, low: fold(each.title), all: fold(`${each.page} ${each.title} ${each.text}`) }));
      then();
    });
    document.head.append(script);
  }

  /** Letters without case or accents, so that "Feiertage" is found as "feiertage". */
  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  /** Sections that hold all words: those whose title does first, the shorter titles before the longer. */
  function find(words) {
    return index
      .filter((each) => words.every((word) => each.all.includes(word)))
      .map((each) => ({ each, score: words.filter((word) => each.low.includes(word)).length }))
      .sort((one, other) => other.score - one.score || one.each.low.length - other.each.low.length || one.each.text.length - other.each.text.length)
      .map(({ each }) => each);
  }

  /** The words around the first one that was searched for. */
  function excerpt(text, word) {
    const at = Math.max(fold(text).indexOf(word) - 50, 0);
    return (at ? "… " : "") + text.slice(at, at + 150) + (text.length > at + 150 ? " …" : "");
  }

  function show() {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    list.replaceChildren();
    list.hidden = !words.length;
    if (!words.length) {
      count.textContent = "";
      return;
    }
    const found = find(words);
    for (const each of found.slice(0, MOST)) {
      const link = document.createElement("a");
      link.href = base + each.location;
      const title = document.createElement("strong");
      title.textContent = each.title === each.page || !each.title ? each.page : `${each.page}: ${each.title}`;
      const words_around = document.createElement("span");
      words_around.textContent = excerpt(each.text, words[0]);
      link.append(title, words_around);
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    count.textContent = `${found.length} found${found.length > MOST ? `, the first ${MOST} are shown` : ""}`;
    if (!found.length) {
      const item = document.createElement("li");
      item.textContent = "Nothing found.";
      list.append(item);
    }
  }

  function close() {
    list.hidden = true;
  }

  field.addEventListener("focus", () => load(() => field.value && show()));
  field.addEventListener("input", () => load(show));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    load(() => {
      show();
      list.querySelector("a")?.focus();
    });
  });
  form.addEventListener("keydown", (event) => {
    const links = [field, ...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      close();
      field.focus();
    } else if (event.key === "ArrowDown" && at < links.length - 1) {
      event.preventDefault();
      links[at + 1].focus();
    } else if (event.key === "ArrowUp" && at > 0) {
      event.preventDefault();
      links[at - 1].focus();
    }
  });
  document.addEventListener("click", (event) => form.contains(event.target) || close());
  form.hidden = false;
})();
