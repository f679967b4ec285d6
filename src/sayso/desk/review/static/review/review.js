// Keys of the workplace. A key opens a form, or follows a link; nothing is sent before a reason is written.
"use strict";
(() => {
  const forms = { a: "do-accept", s: "do-strike", l: "do-link", u: "do-unlink", g: "do-grade", "?": "keys" };
  const links = { n: "do-next", p: "do-before" };
  const box = document.getElementById("keys-on");
  const name = "sayso-keys-off";

  function stored() {
    try { return localStorage.getItem(name) === "1"; } catch { return false; }
  }
  function store(off) {
    try { off ? localStorage.setItem(name, "1") : localStorage.removeItem(name); } catch { /* not remembered */ }
  }
  function first(details) {
    const field = details.querySelector("form select, form input:not([type=hidden])") || details.querySelector("summary");
    field.focus();
  }
  function open(details) {
    for (const one of document.querySelectorAll(".deed[open], .fix[open]")) if (one !== details) one.open = false;
    details.open = true;
    details.scrollIntoView({ block: "nearest" });
    first(details);
  }
  function close() {
    for (const one of document.querySelectorAll(".deed[open], .fix[open], #keys[open]")) {
      one.open = false;
      if (one.contains(document.activeElement)) one.querySelector("summary").focus();
    }
  }
  // c goes from field to field: the one after the field that has the focus, else the first.
  function correct() {
    const all = [...document.querySelectorAll(".fix > summary")];
    all[(all.indexOf(document.activeElement) + 1) % all.length].focus();
  }

  document.getElementById("keys-switch").classList.remove("hidden");
  box.checked = !stored();
  box.addEventListener("change", () => store(!box.checked));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(); return; }
    const writing = event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");
    if (writing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !box.checked) return;
    if (links[event.key]) {
      const link = document.getElementById(links[event.key]);
      if (link) { event.preventDefault(); link.click(); }
    } else if (forms[event.key]) {
      const details = document.getElementById(forms[event.key]);
      if (details) { event.preventDefault(); open(details); }
    } else if (event.key === "c") {
      event.preventDefault();
      correct();
    }
  });

  // The claim's sentence comes into view in its own column, without moving the page.
  const column = document.querySelector(".work-text"), told = document.querySelector(".told.here");
  if (column && told && column.scrollHeight > column.clientHeight) {
    column.scrollTop = told.getBoundingClientRect().top - column.getBoundingClientRect().top - column.clientHeight / 3;
  }
})();
