// The page works without this. With it, what can be cited can be copied with one press.
(() => {
  "use strict";
  // an archive that was not told its own address prints paths; here the whole address is known
  for (const link of document.querySelectorAll(".permalink")) {
    if (link.textContent.startsWith("/")) link.textContent = link.href;
  }
  // words cannot be taken for an address: in what is to be put into other pages their quotation marks are written out
  for (const code of document.querySelectorAll(".snippet code")) {
    const whole = code.textContent.replaceAll(/(="|">)[/]/g, `$1${location.origin}/`);
    code.textContent = whole.startsWith("/") ? location.origin + whole : whole;
  }
  if (!navigator.clipboard) return;
  const status = document.createElement("div");
  status.setAttribute("role", "status");
  status.className = "note";
  for (const words of document.querySelectorAll(".copyable")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.dataset.copy ?? "Copy citation";
    button.addEventListener("click", async () => {
      status.textContent = ""; // so that it is said again
      button.after(status);
      try {
        await navigator.clipboard.writeText(words.textContent);
        status.textContent = "Copied.";
      } catch {
        status.textContent = "Your browser does not allow copying here; select it instead.";
      }
    });
    words.after(button);
  }
})();
