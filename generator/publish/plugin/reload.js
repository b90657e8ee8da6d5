// Shows a page anew when the site has been built again: asks once a second, while it can be seen.
"use strict";

(() => {
  const { version, now } = document.currentScript.dataset;
  const again = () => setTimeout(ask, 1000);

  function ask() {
    if (document.visibilityState !== "visible") {
      again();
      return;
    }
    fetch(now, { cache: "no-store" })
      .then((answer) => answer.text())
      .then((newest) => (newest === version ? again() : location.reload()))
      .catch(again);
  }

  again();
})();
