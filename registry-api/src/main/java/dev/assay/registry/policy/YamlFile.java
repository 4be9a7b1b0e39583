package dev.assay.registry.policy;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One YAML file as nodes with their lines. Nothing is made of a node but text, so that {@code no}
 * stays a word and no tag makes an object; aliases are refused, since they make little text large.
 */
final class YamlFile {

    static final int LONGEST_FILE = 256 * 1024;
    private static final int DEEPEST = 12;
    private static final int LONGEST_TEXT = 8_000;

    private final String name;
    private final List<PolicyProblem> problems;

    YamlFile(String name, List<PolicyProblem> problems) {
        this.name = name;
        this.problems = problems;
    }

    String name() {
        return name;
    }

    /** The map that the file holds, or null where it holds none. */
    @Nullable MappingNode document(String text) {
        var options = new LoaderOptions();
        options.setCodePointLimit(LONGEST_FILE);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(0);
        options.setAllowDuplicateKeys(false);
        var yaml = new Yaml(options);
        try {
            for (var event : yaml.parse(new StringReader(text))) {
                if (event instanceof AliasEvent alias) {
                    problem(
                            alias.getStartMark().getLine() + 1,
                            null,
                            "it uses an alias (*" + alias.getAnchor() + ")",
                            "Write out what the alias stands for");
                    return null;
                }
            }
            var documents = new ArrayList<Node>();
            yaml.composeAll(new StringReader(text)).forEach(documents::add);
            if (documents.size() == 1 && documents.getFirst() instanceof MappingNode map) {
                return map;
            }
            problem(
                    0,
                    null,
                    documents.size() > 1
                            ? "it holds " + documents.size() + " documents"
                            : "it holds no rules",
                    "Begin it with 'schema: " + PolicyReader.SCHEMA + "' and a list of rules");
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            problem(
                    mark == null ? 0 : mark.getLine() + 1,
                    null,
                    "it is no YAML: " + e.getProblem(),
                    "Mend it at this line; an expression with a colon and a space in it needs quotes,"
                            + " or a block that begins with >-");
        } catch (YAMLException e) {
            problem(0, null, String.valueOf(e.getMessage()), "Make it smaller, or flatter");
        }
        return null;
    }

    /**
     * The entries of a map; a key that is none of the known ones is a problem.
     *
     * @param rule the rule that it is about, for problems
     */
    Entries map(MappingNode node, @Nullable String rule, Set<String> known) {
        var values = new LinkedHashMap<String, Node>();
        for (var each : node.getValue()) {
            var line = each.getKeyNode().getStartMark().getLine() + 1;
            var key = each.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (!known.contains(key)) {
                problem(
                        line,
                        rule,
                        "'" + key + "' is no key here",
                        "Use one of " + String.join(", ", new TreeSet<>(known)));
            } else if (values.putIfAbsent(key, each.getValueNode()) != null) {
                problem(line, rule, "'" + key + "' stands here twice", "Remove one of the two");
            }
        }
        return new Entries(node, rule, values);
    }

    /** A scalar of a map that was not looked into yet. */
    @Nullable String scalar(MappingNode node, String key) {
        for (var each : node.getValue()) {
            if (each.getKeyNode() instanceof ScalarNode name
                    && name.getValue().equals(key)
                    && each.getValueNode() instanceof ScalarNode value) {
                return value.getValue();
            }
        }
        return null;
    }

    /** The line of a key, from 1; that of the map where it has none. */
    int line(MappingNode node, String key) {
        for (var each : node.getValue()) {
            if (each.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
                return each.getKeyNode().getStartMark().getLine() + 1;
            }
        }
        return node.getStartMark().getLine() + 1;
    }

    void problem(int line, @Nullable String rule, String what, String fix) {
        problems.add(new PolicyProblem(name, line, rule, what, fix));
    }

    /** What a map holds, by key. */
    final class Entries {

        private final MappingNode node;
        private final @Nullable String rule;
        private final Map<String, Node> values;

        Entries(MappingNode node, @Nullable String rule, Map<String, Node> values) {
            this.node = node;
            this.rule = rule;
            this.values = values;
        }

        @Nullable String text(String key, boolean needed) {
            var value = values.get(key);
            if (value == null) {
                if (needed) {
                    problem(key, "'" + key + "' is missing", "Add it");
                }
                return null;
            }
            var text = text(value);
            if (text == null) {
                problem(key, "'" + key + "' is no text", "Write one text");
            } else if (text.isBlank()) {
                problem(key, "'" + key + "' is empty", "Write something, or leave the key out");
                return null;
            } else if (text.length() > LONGEST_TEXT) {
                problem(
                        key,
                        "'" + key + "' has more than " + LONGEST_TEXT + " characters",
                        "Say it in fewer");
            }
            return text == null ? null : text.strip();
        }

        List<String> texts(String key) {
            var texts = new ArrayList<String>();
            var value = values.get(key);
            if (value instanceof SequenceNode list) {
                for (var each : list.getValue()) {
                    var text = text(each);
                    if (text == null) {
                        problem(key, "'" + key + "' holds what is no text", "Write texts");
                    } else {
                        texts.add(text);
                    }
                }
            } else if (value != null) {
                problem(key, "'" + key + "' is no list", "Write [one, other]");
            }
            return texts;
        }

        @Nullable Integer number(String key) {
            var text = values.containsKey(key) ? text(key, true) : null;
            if (text == null) {
                return null;
            }
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException e) {
                problem(key, "'" + text + "' is no whole number", "Write one");
                return null;
            }
        }

        @Nullable Entries map(String key, Set<String> known) {
            var value = values.get(key);
            if (value instanceof MappingNode map) {
                return YamlFile.this.map(map, rule, known);
            }
            if (value != null) {
                problem(key, "'" + key + "' is no map", "Write its keys below it");
            }
            return null;
        }

        List<MappingNode> maps(String key) {
            var maps = new ArrayList<MappingNode>();
            var value = values.get(key);
            if (value instanceof SequenceNode list) {
                for (var each : list.getValue()) {
                    if (each instanceof MappingNode map) {
                        maps.add(map);
                    } else {
                        YamlFile.this.problem(
                                each.getStartMark().getLine() + 1,
                                rule,
                                "'" + key + "' holds what is no map",
                                "Write '- id: …' and the other keys below it");
                    }
                }
            } else {
                problem(key, "'" + key + "' is no list", "Write a list of rules");
            }
            return maps;
        }

        void problem(String key, String what, String fix) {
            YamlFile.this.problem(line(node, key), rule, what, fix);
        }

        private static @Nullable String text(Node node) {
            return node instanceof ScalarNode scalar && node.getTag().startsWith(Tag.PREFIX)
                    ? scalar.getValue()
                    : null;
        }
    }
}
