// The page works without this. With it, what can be cited can be copied with one press.
(() => {
  "use strict";
  // an archive that was not told its own address prints paths; here the whole address is known
  for (const link of document.querySelectorAll(".permalink")) {
    if (link.textContent.startsWith("/")) link.textContent = link.href;
  }
  if (!navigator.clipboard) return;
  const status = document.createElement("div");
  status.setAttribute("role", "status");
  status.className = "note";
  for (const words of document.querySelectorAll(".copyable")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy citation";
    button.addEventListener("click", async () => {
      status.textContent = ""; // so that it is said again
      button.after(status);
      try {
        await navigator.clipboard.writeText(words.textContent);
        status.textContent = "Copied.";
      } catch {
        status.textContent = "Your browser does not allow copying here; select the citation instead.";
      }
    });
    words.after(button);
  }
})();
