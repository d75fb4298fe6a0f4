/* The box on the page of counters: it shows those whose name, old name or address holds every word typed, with marks or without.
   Without it the whole list stands by letter. */
(function () {
  "use strict";
  var form = document.querySelector(".filter"), box = form.querySelector("input"), told = form.querySelector("[role=status]");
  var places = [], sections = [], rest = [];
  form.hidden = false;

  function fold(text) {
    return globalThis.motcua.search.fold(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  function filter() {
    var n = 0, wanted = fold(box.value).split(" ").filter(Boolean);
    places.forEach(function (place) {
      place.item.hidden = !wanted.every(function (word) { return place.text.indexOf(" " + word) >= 0; });
      n += place.item.hidden ? 0 : place.item.querySelectorAll(".office").length;
    });
    rest.forEach(function (other) { other.hidden = wanted.length > 0; });
    sections.forEach(function (section) { section.hidden = wanted.length > 0 && !section.querySelector("[data-place]:not([hidden])"); });
    var pattern = n === 1 ? form.dataset.foundOne : n ? form.dataset.found : form.dataset.none;
    told.textContent = wanted.length ? pattern.replace("{n}", n) : "";
  }

  document.addEventListener("DOMContentLoaded", function () {
    var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };
    places = all("[data-place]").map(function (item) { return { item: item, text: " " + fold(item.textContent) }; });
    rest = all(".letters, .intro");
    sections = all("main section, article section");
    box.value = new URLSearchParams(location.search).get("q") || box.value;
    box.addEventListener("input", filter);
    form.addEventListener("submit", function (event) { event.preventDefault(); filter(); });
    filter();
  });
})();
