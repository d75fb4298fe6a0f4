/* The tool on one's own papers: questions and list, an address of the answers, the list to send as a text, and one sheet with that address as a code. */
(function () {
  "use strict";
  const motcua = globalThis.motcua, papers = motcua.papers, make = motcua.finder.element, TOOL = "dossier";

  function square(rows, label) {
    const space = "http://www.w3.org/2000/svg", size = rows.length + 8, picture = document.createElementNS(space, "svg"), path = document.createElementNS(space, "path");
    picture.setAttribute("viewBox", [0, 0, size, size].join(" "));
    picture.setAttribute("class", "tool-code");
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", label);
    path.setAttribute("d", rows.map(function (row, y) {
      return row.map(function (dark, x) { return dark ? "M" + (x + 4) + " " + (y + 4) + "h1v1h-1z" : ""; }).join("");
    }).join(""));
    picture.append(path);
    return picture;
  }

  function build(root, data, words, feeWords) {
    const workshop = motcua.workshop, list = papers.list(data, words, feeWords), asked = papers.questions(data, words, list.when, changed);
    const notice = make("p", { class: "tool__doubt", role: "status" }), shown = make("div", { class: "tool__result", role: "status" }), told = make("p", { role: "status" });
    const text = make("textarea", { class: "tool__text", readonly: true, rows: 8, "aria-label": words.copy_label, hidden: true });
    const buttons = make("div", { class: "tool__buttons", hidden: true }, [button(words.copy, "", send), button(words.print, " frame-button--quiet", print), button(words.share, " frame-button--quiet", share)]);
    const mirrored = mirror();

    function button(label, look, act) {
      const made = make("button", { type: "button", class: "frame-button" + look }, label);
      made.addEventListener("click", act);
      return made;
    }
    function changed() {
      const answer = asked.answered(), wait = asked.missing(answer);
      shown.textContent = told.textContent = "";
      text.hidden = true;
      shown.append.apply(shown, wait ? [make("p", null, wait)] : list.shown(answer));
      buttons.hidden = Boolean(wait);
      mirrored(!wait && isAnswered(answer) ? answer : null);
      if (workshop.kept(TOOL) && workshop.kept(TOOL) !== papers.write(answer)) workshop.keep(TOOL, "");
    }

    /* Where neither case nor way is asked there is a list before anything is answered. */
    function isAnswered(answer) { return Boolean(data.cases || data.ways || answer.conditions.length || Object.keys(answer.choices).length); }

    /* The answers stand in the address only once they are to be sent or printed. */
    function keep() {
      workshop.keep(TOOL, papers.write(asked.answered()));
      return location.hash;
    }
    function copied(what, done, refused) {
      function say(isCopied) {
        told.textContent = isCopied ? done : "";
        if (!isCopied) refused();
      }
      if (navigator.clipboard) navigator.clipboard.writeText(what).then(function () { say(true); }, function () { say(false); });
      else say(false);
    }
    function share() {
      keep();
      copied(location.href, words.shared, function () { told.textContent = words.not_shared; });
    }
    function sent(answer) {
      const address = data.address && data.address + workshop.addressed(TOOL, papers.write(answer));
      return papers.text(list.printed(answer)) + (address ? "\n" + words.again + " " + address : "");
    }
    function send() {
      keep();
      text.value = sent(asked.answered());
      copied(text.value, words.copied, function () {
        text.hidden = false;
        text.select();
        told.textContent = words.not_copied;
      });
    }
    function print() {
      const hash = keep(), address = data.address ? data.address + hash : "", rows = address ? motcua.code(address) : null;
      workshop.paper(make("div", { class: "tool-papers" }, list.printed(asked.answered())
        .concat(rows ? make("div", { class: "tool-papers__code" }, [square(rows, words.scan), make("p", null, [words.scan, make("br"), address])]) : [])));
    }

    /* While there is a list of one's own, what the page offers to copy and to print is that list. */
    function mirror() {
      const area = document.getElementById("copied"), link = document.querySelector("[data-sheet]"), whole = area && area.value, label = link && link.textContent;
      let own = null;
      if (link) link.addEventListener("click", function (event) {
        if (!own) return;
        event.preventDefault();
        print();
      });
      return function (answer) {
        own = answer;
        if (area && !area.lang) area.value = answer ? words.own_copy + "\n" + sent(answer) : whole;
        if (link) link.textContent = answer ? words.own_sheet : label;
      };
    }

    function restore() {
      if (!workshop.kept(TOOL)) return changed();
      const read = papers.read(workshop.kept(TOOL), data);
      asked.set(read.answer);
      notice.textContent = read.isChanged ? words.changed : "";
      changed();
    }
    addEventListener("hashchange", function () { if (workshop.kept(TOOL) && workshop.kept(TOOL) !== papers.write(asked.answered())) restore(); });
    /* What the tool on fees is told meanwhile completes the sum. */
    motcua.fees.changed = changed;
    /* So does the counter that is chosen in the tool on places. */
    addEventListener("chosen", changed);
    root.append.apply(root, [notice].concat(asked.nodes, shown, buttons, text, told));
    restore();
  }

  motcua.tools.dossier = function (root, data, words) {
    motcua.workshop.needAll(["tool-fee.js"], function (came) {
      if (came) build(root, data, words, motcua.toolWords.fee);
      else root.append(make("p", null, document.querySelector("#tool-dossier").dataset.failed));
    });
  };
})();
