// "Select all" on the export page, without an inline handler.
for (const toggle of document.querySelectorAll(".select-toggle")) {
  toggle.addEventListener("change", () => {
    const boxes = toggle.form.querySelectorAll(".selectable-field-export-row input[type=checkbox]");
    for (const box of boxes) box.checked = toggle.checked;
  });
}
