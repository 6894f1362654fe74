"use strict";
{
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const box = byId("filter");
  const units = all(".u");
  const rows = units.length ? units : all(".documents tbody tr");
  const blocks = all("main .b, main hr, main details.code");
  const sections = all("main .doc");
  const visible = rows.map(() => true);
  const rowsOf = new Map(); // the indexes of the rows of each block
  rows.forEach(({ parentNode }, n) => {
    if (!rowsOf.has(parentNode)) rowsOf.set(parentNode, []);
    rowsOf.get(parentNode).push(n);
  });
  let texts = null; // of the rows, when they are first searched
  let current = -1;

  // Filter

  const has = (value, wanted) => !wanted || (wanted === "*" ? value !== undefined : (value ?? "").split(", ").includes(wanted));

  const isShown = (dataset, wanted, states, code, change, text) =>
    (!wanted || text.includes(wanted)) && (!states || states.has(dataset.s)) && has(dataset.c, code) && has(dataset.d, change);

  const show = (element, isVisible) => {
    if (element.hidden === isVisible) element.hidden = !isVisible;
  };

  const filter = () => {
    const wanted = box.value.trim().toLowerCase();
    const boxes = all("input[name=state]");
    const checked = boxes.filter((each) => each.checked);
    const states = checked.length < boxes.length ? new Set(checked.map((each) => each.value)) : null;
    const code = byId("code")?.value;
    const change = byId("change")?.value;
    const isFiltered = Boolean(wanted || states || code || change);
    if (wanted && !texts) texts = rows.map((row) => row.textContent.toLowerCase());
    rows.forEach(({ dataset }, n) => {
      visible[n] = isShown(dataset, wanted, states, code, change, wanted && texts[n]);
    });
    const used = new Set();
    for (const block of blocks) {
      const own = rowsOf.get(block) ?? [];
      const isUsed = own.some((n) => visible[n]);
      show(block, isUsed || !isFiltered);
      if (isUsed) for (const n of own) show(rows[n], visible[n]); // others are hidden with their block
      if (isUsed) used.add(block.parentNode);
    }
    for (const section of sections) show(section, used.has(section) || !isFiltered);
    if (!units.length) rows.forEach((row, n) => show(row, visible[n]));
    const count = visible.filter(Boolean).length;
    show(byId("nothing"), count === 0 && rows.length > 0);
    byId("shown").textContent = isFiltered ? `${count} of ${rows.length}` : "";
  };

  const clear = () => {
    box.value = "";
    for (const each of all("input[name=state]")) each.checked = true;
    for (const each of all("#code, #change")) each.value = "";
    filter();
  };

  // Navigation

  const isOpen = (row) => row.dataset.s === "machine" || row.dataset.s === "to review" || row.dataset.s === "untranslated";
  const wantedBy = {
    j: () => true,
    n: (row) => row.dataset.c,
    t: isOpen,
    c: (row) => row.dataset.d,
  };
  wantedBy.k = wantedBy.j;

  const step = (key) => {
    const wanted = wantedBy[key.toLowerCase()];
    const by = key === "k" || key !== key.toLowerCase() ? -1 : 1;
    const focused = document.activeElement.closest(".u");
    let n = focused ? units.indexOf(focused) : current;
    if (n < 0 && by < 0) n = units.length;
    do n += by; while (units[n] && !(visible[n] && wanted(units[n])));
    if (!units[n]) return;
    current = n;
    units[n].focus({ preventScroll: true });
    units[n].scrollIntoView({ block: "center" });
  };

  const markdown = () => {
    const isRaw = document.body.classList.toggle("as-written");
    all("[data-key=m]")[0].setAttribute("aria-pressed", String(isRaw));
  };

  const act = (key) => {
    if (key === "/") box.focus();
    else if (units.length && key === "m") markdown();
    else if (units.length && key === "?") byId("keys").showModal();
    else if (units.length && key.toLowerCase() in wantedBy) step(key);
    else return false;
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || byId("keys")?.open) return;
    const isTyping = event.target.matches("input[type=search], select");
    if (event.key === "Escape") {
      clear();
      if (isTyping) event.target.blur();
    } else if (!isTyping && act(event.key)) event.preventDefault();
  });
  for (const each of all("button[data-key]")) each.addEventListener("click", () => act(each.dataset.key));
  for (const each of all(".tools input, .tools select")) each.addEventListener("input", filter);

  // Sorting of the table of documents

  const value = (row, column, isNumber) => {
    const cell = row.cells[column];
    return isNumber ? Number(cell.dataset.v ?? cell.textContent) : cell.textContent;
  };

  const sort = (header) => {
    const column = header.cellIndex;
    const isNumber = header.dataset.sort === "number";
    const isDown = header.getAttribute("aria-sort") ? header.getAttribute("aria-sort") === "ascending" : isNumber;
    for (const each of all("[data-sort]")) each.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", isDown ? "descending" : "ascending");
    const order = new Intl.Collator().compare;
    const keyed = [...rows].map((row) => [value(row, column, isNumber), row]);
    keyed.sort(([a], [b]) => (isNumber ? a - b : order(a, b)) * (isDown ? -1 : 1));
    byId("main").querySelector("tbody").append(...keyed.map(([, row]) => row));
  };
  for (const each of all("[data-sort]")) each.querySelector("button").addEventListener("click", () => sort(each));

  for (const each of all(".tools")) each.hidden = false;
  const outline = all(".outline")[0];
  if (outline) outline.open = matchMedia("(min-width: 75rem)").matches;
  document.documentElement.dataset.ready = "";
}
