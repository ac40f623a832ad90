// What a page shows, told so that axe need not judge the same thing on every page again.
(() => {
  const CONTROLS = "input, select, textarea, button";
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

  window.judge = {
    // Every way in which letters stand on a ground here, as strings.
    colours() {
      told.clear();
      return [...new Set(lettered().map(key))];
    },
    // Let axe look at the contrast of these ways only, at three examples of each.
    look(ways) {
      const left = new Map(ways.map((way) => [way, 3]));
      for (const old of document.querySelectorAll("[data-contrast]")) delete old.dataset.contrast;
      for (const element of lettered()) {
        const way = key(element);
        if (!left.get(way)) continue;
        left.set(way, left.get(way) - 1);
        element.dataset.contrast = "";
      }
      axe.configure({ rules: [{ id: "color-contrast", selector: "[data-contrast]" }] });
    },
    // What is shown now and was not the last time somebody asked, as HTML.
    fresh() {
      const now = new Set([...document.body.querySelectorAll("*")].filter(shown));
      const added = before ? [...now].filter((element) => !before.has(element)) : [];
      before = now;
      return added.filter((element) => !added.includes(element.parentElement))
        .map((element) => element.outerHTML.replaceAll(' data-contrast=""', ""));
    },
    faults(rules) {
      return axe.run(document, { runOnly: rules, resultTypes: ["violations"] }).then((result) =>
        result.violations.map((fault) => `${fault.id}: ${fault.help} `
          + fault.nodes.map((node) => node.html.slice(0, 200)).join(" | ")));
    },
  };
})();
