(globalThis.mlcalcKinds ??= {}).rectangle = (tools) => {
  const { Axes, Handle, controls, formulas, html, setAttributes, svg, takeHold } = tools;

  function view(host, spec) {
    const [x, y] = spec.inputs;
    const labels = { x: x.latex, y: y.latex };
    const axes = new Axes({ xlim: [x.low, x.high], ylim: [y.low, y.high], labels });
    const area = svg("rect", { fill: "var(--mlcalc-value)", "fill-opacity": 0.2 });
    const edges = svg("path", { fill: "none", stroke: "var(--mlcalc-slope)", "stroke-width": 4 });
    const at = (px, py) => [box.invertX(px - box.left), box.invertY(py - box.top)];
    const corner = new Handle({ drag: "corner", inputs: [x, y], at });
    const drawing = svg("svg", { class: "mlcalc-drawing", role: "group" });
    drawing.append(axes.element, area, edges, corner.element);
    const plot = html("div", { class: "mlcalc-plot" }, drawing, ...axes.labels);
    const panel = controls(host, spec.readouts);
    takeHold(host, drawing, plot, [corner]);
    let box;

    const resize = () => {
      const [width, height] = [plot.clientWidth || 480, 320];
      plot.style.height = `${height}px`;
      setAttributes(drawing, { width, height });
      box = axes.layout(width, height);
    };
    const draw = () => {
      const [right, top] = [box.left + box.x(host.model.get("x")), box.top + box.y(host.model.get("y"))];
      const [left, base] = [box.left + box.x(0), box.top + box.y(0)];
      setAttributes(area, { x: left, y: top, width: right - left, height: base - top });
      edges.setAttribute("d", `M${left},${top}H${right}V${base}`);
      corner.place(right, top, false);
    };
    const describe = () => corner.describe(host.model.get("x"), `A = ${host.model.get("A")}`);
    resize();
    const stage = html("div", { class: "mlcalc-stage" }, plot, panel.element);
    const element = html("div", { class: "mlcalc-body" }, stage, formulas(spec, host.numbers));
    return { element, resize, draw, describe, update: panel.update };
  }
  const read = (json, common) => ({ ...common, readouts: tools.check.array(json.readouts, "readouts") });
  const roles = () => ({ A: "value", "dA/dx": "slope", "dA/dy": "slope" });
  return { read, view, roles, spoken: () => ["x", "y", "A"] };
};
