// What a page shows, told so that axe need not judge the same thing on every page again.
(() => {
  const CONTROLS = "input, select, textarea, button";
  const TARGETS = "a[href], button, input, select, textarea, summary, [tabindex], [role]";
  const LEAST = 24;
  const CLEAR = "rgba(0, 0, 0, 0)";
  const shown = (element) => element.checkVisibility({ visibilityProperty: true });
  let before = null;

  const told = new Map();
  const behind = (element) => {
    if (!element) return "";
    if (!told.has(element)) told.set(element, layer(element) + behind(element.parentElement));
    return told.get(element);
  };
  // One layer under a text: its colour and whatever else bears on what is seen through it.
  const layer = (element) => {
    const style = getComputedStyle(element);
    const own = [
      style.backgroundColor === CLEAR ? "" : style.backgroundColor,
      style.backgroundImage === "none" ? "" : style.backgroundImage,
      style.opacity === "1" ? "" : style.opacity,
      style.filter === "none" ? "" : style.filter,
      style.position === "static" || style.position === "relative" ? "" : element.className,
    ];
    return own.some(Boolean) ? `/${own.join(";")}` : "";
  };
  const idle = (element) => {
    const control = element.closest("label")?.control ?? element;
    return control.closest(":disabled, [aria-disabled=true]") ? "idle" : "";
  };
  const key = (element) => {
    const style = getComputedStyle(element);
    const letters = [style.color, style.fontSize, style.fontWeight, style.textShadow];
    return [...letters, idle(element), behind(element)].join("|");
  };
  const lettered = () => {
    const found = new Set(document.querySelectorAll(CONTROLS));
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      if (texts.currentNode.data.trim()) found.add(texts.currentNode.parentElement);
    }
    return [...found].filter(shown);
  };

  const mark = (name, elements) => {
    for (const old of document.querySelectorAll(`[${name}]`)) old.removeAttribute(name);
    for (const element of elements) element.setAttribute(name, "");
  };
  // Targets that WCAG 2.5.8 may refuse: less than 24 px one way, and another target within the
  // circle of 24 px around the middle; or another target over it.
  const crowded = () => {
    const all = [...document.querySelectorAll(TARGETS)].filter(shown)
      .map((element) => ({ element, box: element.getBoundingClientRect() }));
    const over = ({ box: a }, { box: b }) =>
      a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const small = ({ box }) => box.width < LEAST || box.height < LEAST;
    const near = ({ box: a }, { box: b }) => {
      const [x, y] = [(a.left + a.right) / 2, (a.top + a.bottom) / 2];
      const beside = Math.hypot(
        Math.max(b.left - x, 0, x - b.right), Math.max(b.top - y, 0, y - b.bottom));
      const apart = Math.hypot((b.left + b.right) / 2 - x, (b.top + b.bottom) / 2 - y);
      return beside <= LEAST / 2 || apart <= LEAST;
    };
    const close = (one, other) => !other.element.contains(one.element)
      && !one.element.contains(other.element)
      && (over(one, other) || (small(one) && near(one, other)));
    return all.filter((one) => all.some((other) => close(one, other) || close(other, one)))
      .map(({ element }) => element);
  };

  window.judge = {
    see() {
      return { ways: this.colours(), fresh: this.fresh() };
    },
    // Every way in which letters stand on a ground here, as strings.
    colours() {
      told.clear();
      return [...new Set(lettered().map(key))];
    },
    // Let axe look at the contrast of these ways only, at three examples of each.
    look(ways) {
      const left = new Map(ways.map((way) => [way, 3]));
      const examples = lettered().filter((element) => {
        const way = key(element);
        if (!left.get(way)) return false;
        left.set(way, left.get(way) - 1);
        return true;
      });
      mark("data-contrast", examples);
      mark("data-crowded", crowded());
      axe.configure({
        rules: [
          { id: "color-contrast", selector: "[data-contrast]" },
          { id: "target-size", selector: "[data-crowded]" },
        ],
      });
    },
    // What is shown now and was not the last time somebody asked, as HTML.
    fresh() {
      const now = new Set([...document.body.querySelectorAll("*")].filter(shown));
      const added = before ? [...now].filter((element) => !before.has(element)) : [];
      before = now;
      return added.filter((element) => !added.includes(element.parentElement))
        .map((element) => element.outerHTML.replaceAll(/ data-(contrast|crowded)=""/g, ""));
    },
    faults([ways, rules]) {
      this.look(ways);
      return axe.run(document, { runOnly: rules, resultTypes: ["violations"] }).then((result) =>
        result.violations.map((fault) => `${fault.id}: ${fault.help} `
          + fault.nodes.map((node) => node.html.slice(0, 200)).join(" | ")));
    },
  };
})();
