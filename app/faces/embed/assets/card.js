// The card is read without this. With it, the page around it learns how high it is, and can make the frame so.
// The messages are those of WordPress (wp-embed.js), which shows a frame of strangers only when it has had one.
(() => {
  "use strict";
  if (window.parent === window) return;
  const secret = /[?&]secret=([a-zA-Z0-9]{1,64})/.exec(location.hash)?.[1] ?? "";
  const tell = (message, value) => window.parent.postMessage({ message, value, secret, from: "muniment" }, "*");
  const measure = () => tell("height", Math.ceil(document.documentElement.getBoundingClientRect().height));
  new ResizeObserver(measure).observe(document.documentElement);
  window.addEventListener("load", measure);
  // a page whose script comes later than the card asks for what it has not heard
  window.addEventListener("message", ({ data, source }) => {
    if (source === window.parent && data?.message === "ready") measure();
  });
  // a frame that may open no window asks the page around it to follow a link; only such a page has given a secret
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || !secret) return;
    event.preventDefault();
    tell("link", link.href);
  });
})();
