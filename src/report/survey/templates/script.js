(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);

  // Light and dark: what the system asks for, until the button says otherwise.
  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  one("[data-theme-switch]").addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
  });

  // What is targeted is shown, also within what is folded.
  const unfold = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.localName === "details") at.open = true;
    const own = one("details", target);
    if (own && target.localName === "li") own.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
  });

  // Only what one source says.
  const bar = one("[data-filter-bar]");
  const count = one("[data-filter-count]");
  let filter = null;
  let passages = [];
  let at = -1;
  const tell = () => {
    const shown = at < 0 ? "–" : String(at + 1);
    count.textContent = count.dataset.template.replace("{0}", shown).replace("{1}", String(passages.length));
  };
  const apply = (source, name) => {
    filter = source;
    root.classList.toggle("filtered", filter !== null);
    for (const mark of all("[data-s]")) mark.classList.toggle("kept", mark.dataset.s === filter);
    for (const button of all("[data-filter]")) button.setAttribute("aria-pressed", String(button.dataset.filter === filter));
    passages = filter === null ? [] : all(".ref.kept");
    at = -1;
    bar.hidden = filter === null;
    if (filter !== null) {
      one("[data-filter-name]").textContent = name;
      tell();
    }
  };
  const go = (step) => {
    if (!passages.length) return;
    at = at < 0 && step < 0 ? passages.length - 1 : (at + step + passages.length) % passages.length;
    passages[at].focus({ preventScroll: true });
    passages[at].scrollIntoView({ block: "center" });
    tell();
  };
  for (const button of all("[data-filter]")) {
    button.addEventListener("click", () => {
      const isOn = button.getAttribute("aria-pressed") === "true";
      apply(isOn ? null : button.dataset.filter, button.dataset.name);
    });
  }
  one("[data-filter-previous]").addEventListener("click", () => go(-1));
  one("[data-filter-next]").addEventListener("click", () => go(1));
  one("[data-filter-clear]").addEventListener("click", () => {
    const pressed = one('.chip[aria-pressed="true"]');
    apply(null);
    if (pressed) pressed.focus();
  });

  // Who says it, how and by which rule, beside what is hovered or focused.
  const card = one("[data-card]");
  let shown = null;
  const lit = (key, on) => {
    if (key) for (const mark of all(`[data-a="${CSS.escape(key)}"]`)) mark.classList.toggle("lit", on);
  };
  const hide = () => {
    lit(shown, false);
    for (const ref of all('[aria-describedby="card"]')) ref.removeAttribute("aria-describedby");
    shown = null;
    card.hidden = true;
  };
  const show = (mark) => {
    const key = mark.dataset.a;
    const detail = key && one(`[data-detail="${CSS.escape(key)}"]`);
    if (!detail) return;
    if (shown !== key) {
      hide();
      shown = key;
      lit(key, true);
      card.replaceChildren(detail.cloneNode(true));
      card.hidden = false;
    }
    if (mark.classList.contains("ref")) mark.setAttribute("aria-describedby", "card");
    const place = mark.getClientRects()[0] || mark.getBoundingClientRect();
    const size = card.getBoundingClientRect();
    const left = Math.max(12, Math.min(place.left, innerWidth - size.width - 12));
    const isAbove = place.bottom + size.height + 16 > innerHeight && place.top > size.height + 16;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${scrollY + (isAbove ? place.top - size.height - 8 : mark.getBoundingClientRect().bottom + 8)}px`;
  };
  const marked = (event) => event.target instanceof Element && event.target.closest(".marked [data-a]");
  let leaving = 0;
  addEventListener("pointerover", (event) => {
    const mark = marked(event);
    clearTimeout(leaving);
    if (mark && event.pointerType === "mouse") show(mark);
    else if (shown && !card.contains(event.target)) leaving = setTimeout(hide, 160);
  });
  addEventListener("focusin", (event) => {
    const mark = marked(event);
    if (mark) show(mark);
    else if (!card.contains(event.target)) hide();
  });
  // A touch on a passage shows its card, a touch elsewhere puts it away.
  addEventListener("click", (event) => {
    const mark = marked(event);
    if (mark) {
      if (mark.classList.contains("ref") && event.pointerType === "touch") event.preventDefault();
      show(mark);
    } else if (!card.contains(event.target) && !bar.contains(event.target)) hide();
  });

  addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (shown) hide();
      else if (filter !== null) apply(null);
      return;
    }
    const ref = event.target instanceof Element && event.target.closest(".ref");
    if (!ref || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const refs = filter === null ? all(".ref") : passages;
    const next = refs[refs.indexOf(ref) + step];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });

  // Lists narrowed to what is typed.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  for (const input of all("[data-search]")) {
    const entries = [...document.getElementById(input.dataset.search).children];
    const none = one(`[data-none="${input.dataset.search}"]`);
    let texts = null;
    input.addEventListener("input", () => {
      texts ??= entries.map((entry) => plain(one("summary, .headline", entry).textContent + entry.textContent.slice(0, 200)));
      const wanted = plain(input.value.trim());
      let found = 0;
      // What other pages list is shown only where it is looked for.
      entries.forEach((entry, index) => {
        entry.hidden = wanted ? !texts[index].includes(wanted) : entry.classList.contains("elsewhere");
        if (!entry.hidden) found += 1;
      });
      none.hidden = found > 0;
    });
  }
})();
