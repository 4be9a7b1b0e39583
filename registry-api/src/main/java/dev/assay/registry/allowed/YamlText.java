package dev.assay.registry.allowed;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

import java.util.List;

/** Writes YAML that every reader takes alike: text that others wrote stands in double quotes. */
public final class YamlText {

    private YamlText() {}

    /**
     * Maps, lists, text, numbers and truths as block YAML, one value a line.
     *
     * @param indent spaces before every line
     */
    public static String of(Object value, int indent) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        options.setWidth(Integer.MAX_VALUE);
        options.setAllowUnicode(false);
        options.setDereferenceAliases(true);
        var text = new Yaml(new Quoting(options), options).dump(value);
        return text.indent(indent);
    }

    /** The lines as comments. */
    public static String comments(List<String> lines) {
        var text = new StringBuilder();
        lines.forEach(each -> text.append("# ").append(each).append('\n'));
        return text.toString();
    }

    private static final class Quoting extends Representer {

        private static final String HARMLESS = "[A-Za-z][A-Za-z0-9_./-]{2,}";

        private Quoting(DumperOptions options) {
            super(options);
            // By itself it writes text with a control character as binary, which is another type.
            this.representers.put(
                    String.class,
                    text ->
                            representScalar(
                                    Tag.STR, (String) text, DumperOptions.ScalarStyle.PLAIN));
        }

        @Override
        protected Node representScalar(Tag tag, String value, DumperOptions.ScalarStyle style) {
            return tag.equals(Tag.STR) && !value.matches(HARMLESS)
                    ? new ScalarNode(
                            tag, value, null, null, DumperOptions.ScalarStyle.DOUBLE_QUOTED)
                    : super.representScalar(tag, value, style);
        }
    }
}
