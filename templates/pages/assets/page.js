/* Copy, listen, print: each button shows itself where the device can do it. Without this the text can be selected, the browser's menu prints. */
(function () {
  "use strict";
  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }

  all("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.onclick = function () { print(); };
  });

  /* Browsers before 2024 print a closed fold closed, whatever the style sheet says. */
  var opened = [];
  addEventListener("beforeprint", function () {
    opened = all("details:not([open])");
    opened.forEach(function (fold) { fold.open = true; });
  });
  addEventListener("afterprint", function () { opened.forEach(function (fold) { fold.open = false; }); });

  all("[data-copy]").forEach(function (button) {
    var text = document.getElementById(button.dataset.copy), told = button.parentNode.querySelector("[role=status]");
    function say(done) { told.textContent = done ? button.dataset.done : button.dataset.refused; }
    function old() { text.select(); say(document.execCommand("copy")); }
    button.hidden = false;
    button.onclick = function () {
      if (navigator.clipboard) navigator.clipboard.writeText(text.value).then(function () { say(true); }, old);
      else old();
    };
  });

  all("[data-listen]").forEach(function (button) {
    var voices = window.speechSynthesis, language = document.documentElement.lang, start = button.textContent;
    if (!voices) return;
    function show() { button.hidden = !voices.getVoices().some(function (voice) { return voice.lang.slice(0, 2) === language; }); }
    function stop() { voices.cancel(); button.textContent = start; }
    show();
    voices.onvoiceschanged = show;
    addEventListener("pagehide", stop);
    button.onclick = function () {
      if (voices.speaking) return stop();
      button.textContent = button.dataset.stop;
      all("h1, .summary .row").forEach(function (row) {
        var parts = all("dt, .answer__group, .answer__value, .note", row).filter(function (each) { return !each.closest("details:not([open])"); });
        var words = (parts.length ? parts : [row]).map(function (each) { return (each.tagName === "DT" ? each.firstChild : each).textContent; });
        var told = new SpeechSynthesisUtterance(words.join(". "));
        told.lang = language;
        told.onend = function () { if (!voices.pending) button.textContent = start; };
        voices.speak(told);
      });
    };
  });
})();
