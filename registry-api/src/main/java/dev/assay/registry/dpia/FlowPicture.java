package dev.assay.registry.dpia;

import org.jspecify.annotations.Nullable;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.imageio.ImageIO;

/**
 * Draws how data flows, as a PNG. Columns are bounded: what does not fit is told as "and N more",
 * and its arrows end there. The fonts are those that come along, so that it looks the same
 * anywhere.
 */
public final class FlowPicture {

    /** In CSS pixels; the picture has twice as many, so that it is sharp on paper. */
    static final int WIDTH = 1188;

    static final int MOST_NODES = 10;
    private static final int SCALE = 2;
    private static final int NODE = 188;
    private static final int EDGE = 4;
    private static final int GAP = (WIDTH - 2 * EDGE - 5 * NODE) / 4;
    private static final int HEAD = 40;
    private static final int LINE = 19;
    private static final int MOST_LINES = 3;
    private static final int BETWEEN = 12;
    private static final int PADDING = 8;

    private static final BasicStroke FIRM = new BasicStroke(1.4f);
    private static final BasicStroke DASHED =
            new BasicStroke(
                    1.4f,
                    BasicStroke.CAP_BUTT,
                    BasicStroke.JOIN_MITER,
                    10f,
                    new float[] {5f, 4f},
                    0f);
    private static final Color INK = new Color(0x1f2933);
    private static final Color SOFT = new Color(0x52606d);
    private static final Color LINES = new Color(0x7b8794);
    private static final Color BACK = new Color(0xb44d12);
    private static final Color[] FILLS = {
        new Color(0xe3f2ec),
        new Color(0xfff4de),
        new Color(0xe3ebf9),
        new Color(0xf6e8f3),
        new Color(0xeceff2)
    };

    /** How large a picture is, in CSS pixels. */
    public record Drawn(byte[] png, int width, int height) {

        /** How wide it is where it fits a box, in the box's unit. */
        int within(int mostWide, int mostHigh) {
            return Math.min(mostWide, mostHigh * width / height);
        }
    }

    private record Node(String name, List<String> lines, int column, int y, int height) {

        int left() {
            return column * (NODE + GAP) + EDGE;
        }

        double middle() {
            return y + height / 2.0;
        }
    }

    private final DataFlow flow;
    private final Font font = Fonts.sans().deriveFont(14f);
    private final Map<String, Node> nodes = new HashMap<>();
    private int height = HEAD;

    private FlowPicture(DataFlow flow) {
        this.flow = flow;
    }

    public static Drawn draw(DataFlow flow) {
        return new FlowPicture(flow).draw();
    }

    private Drawn draw() {
        var probe = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        probe.setFont(font);
        place(probe.getFontMetrics());
        probe.dispose();
        var image = new BufferedImage(WIDTH * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        var to = image.createGraphics();
        to.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        to.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        to.setRenderingHint(
                RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        to.scale(SCALE, SCALE);
        to.setColor(Color.WHITE);
        to.fillRect(0, 0, WIDTH, height);
        heads(to);
        edges(to);
        nodes.values().stream()
                .sorted(
                        (a, b) ->
                                a.column() != b.column() ? a.column() - b.column() : a.y() - b.y())
                .forEach(node -> node(to, node));
        to.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Drawn(bytes.toByteArray(), WIDTH, height);
    }

    private void place(FontMetrics metrics) {
        var columns = new ArrayList<List<Node>>();
        for (var column = 0; column < flow.columns().size(); column++) {
            columns.add(column(column, flow.columns().get(column), metrics));
        }
        var tallest =
                columns.stream()
                        .mapToInt(
                                each ->
                                        each.stream()
                                                .mapToInt(node -> node.height() + BETWEEN)
                                                .sum())
                        .max()
                        .orElse(0);
        height = HEAD + Math.max(60, tallest) + 6;
        for (var column : columns) {
            var used = column.stream().mapToInt(node -> node.height() + BETWEEN).sum();
            var y = HEAD + (height - HEAD - used) / 2;
            for (var node : column) {
                nodes.put(
                        key(node.column(), node.name()),
                        new Node(node.name(), node.lines(), node.column(), y, node.height()));
                y += node.height() + BETWEEN;
            }
        }
    }

    private static List<Node> column(int column, List<String> names, FontMetrics metrics) {
        var shown = names.size() > MOST_NODES ? names.subList(0, MOST_NODES - 1) : names;
        var nodes = new ArrayList<Node>();
        for (var name : shown) {
            var lines = wrap(name, metrics);
            nodes.add(new Node(name, lines, column, 0, lines.size() * LINE + 2 * PADDING));
        }
        if (shown.size() < names.size()) {
            nodes.add(
                    new Node(
                            "",
                            List.of("and " + (names.size() - shown.size()) + " more"),
                            column,
                            0,
                            LINE + 2 * PADDING));
        }
        return nodes;
    }

    private static String key(int column, String name) {
        return column + "\n" + name;
    }

    /** The node of a name, or the one that stands for what did not fit. */
    private @Nullable Node node(int column, String name) {
        var node = nodes.get(key(column, name));
        return node == null ? nodes.get(key(column, "")) : node;
    }

    private static List<String> wrap(String name, FontMetrics metrics) {
        var text = Fonts.showable(name, true);
        var lines = new ArrayList<String>();
        var width = NODE - 2 * PADDING;
        var at = 0;
        while (at < text.length() && lines.size() < MOST_LINES) {
            var end = at;
            while (end < text.length()
                    && metrics.stringWidth(text.substring(at, end + 1)) <= width) {
                end++;
            }
            end = Math.max(end, at + 1);
            if (end < text.length()) {
                end = breakBefore(text, at, end);
            }
            lines.add(text.substring(at, end).strip());
            at = end;
        }
        if (at < text.length()) {
            var last = lines.getLast();
            while (!last.isEmpty() && metrics.stringWidth(last + "…") > width) {
                last = last.substring(0, last.length() - 1);
            }
            lines.set(lines.size() - 1, last + "…");
        }
        return lines;
    }

    /** After a space, a dot, a hyphen or the like where there is one in the second half. */
    private static int breakBefore(String text, int from, int end) {
        for (var at = end; at > from + (end - from) / 2; at--) {
            if (" .-_/@:,".indexOf(text.charAt(at - 1)) >= 0) {
                return at;
            }
        }
        return Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
    }

    private void heads(Graphics2D to) {
        to.setFont(Fonts.bold().deriveFont(14f));
        to.setColor(SOFT);
        for (var column = 0; column < DataFlow.HEADS.size(); column++) {
            to.drawString(DataFlow.HEADS.get(column), column * (NODE + GAP) + PADDING, 22);
        }
    }

    /** How an arrow is drawn: firm as soon as one of those that it stands for is. */
    private record Look(boolean back, boolean dashed) {
        Look with(Look other) {
            return new Look(back || other.back, dashed && other.dashed);
        }
    }

    private void edges(Graphics2D to) {
        var drawn = new TreeMap<String, Look>();
        for (var edge : flow.edges()) {
            var from = node(edge.column(), edge.from());
            var next = node(edge.column() + 1, edge.to());
            if (from != null && next != null) {
                drawn.merge(
                        edge.column() + "\n" + from.name() + "\n" + next.name(),
                        new Look(edge.back(), edge.ofServer()),
                        Look::with);
            }
        }
        drawn.forEach(
                (key, look) -> {
                    var parts = key.split("\n", -1);
                    var column = Integer.parseInt(parts[0]);
                    var from = node(column, parts[1]);
                    var next = node(column + 1, parts[2]);
                    if (from != null && next != null) {
                        arrow(to, from, next, look);
                    }
                });
    }

    private static void arrow(Graphics2D to, Node from, Node next, Look look) {
        var back = look.back();
        to.setStroke(look.dashed() ? DASHED : FIRM);
        double x1 = from.left() + NODE;
        double x2 = next.left();
        var bend = (x2 - x1) / 2;
        to.setColor(back ? BACK : LINES);
        to.draw(
                new CubicCurve2D.Double(
                        x1 + (back ? 6 : 0),
                        from.middle(),
                        x1 + bend,
                        from.middle(),
                        x2 - bend,
                        next.middle(),
                        x2 - 6,
                        next.middle()));
        tip(to, x2, next.middle(), -8);
        if (back) {
            tip(to, x1, from.middle(), 8);
        }
    }

    private static void tip(Graphics2D to, double x, double y, double length) {
        var tip = new Path2D.Double();
        tip.moveTo(x, y);
        tip.lineTo(x + length, y - 4);
        tip.lineTo(x + length, y + 4);
        tip.closePath();
        to.fill(tip);
    }

    private void node(Graphics2D to, Node node) {
        var box = new RoundRectangle2D.Double(node.left(), node.y(), NODE, node.height(), 8, 8);
        to.setColor(FILLS[node.column()]);
        to.fill(box);
        to.setColor(SOFT);
        to.setStroke(new BasicStroke(1f));
        to.draw(box);
        to.setColor(INK);
        to.setFont(font);
        var y = node.y() + PADDING + 14;
        for (var line : node.lines()) {
            to.drawString(line, node.left() + PADDING, y);
            y += LINE;
        }
    }
}
