import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * Checks or applies the one formatting of this repository: {@code Format.java check|apply ROOT}.
 */
class Format {

    public static void main(String[] arguments) throws Exception {
        var apply = arguments[0].equals("apply");
        var root = Path.of(arguments[1]);
        var formatter = new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());
        var unformatted = new ArrayList<Path>();
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Format::isOurs).toList()) {
                var source = Files.readString(file);
                var tidy = RemoveUnusedImports.removeUnusedImports(source);
                tidy = ImportOrderer.reorderImports(tidy, Style.AOSP);
                tidy = formatter.formatSource(tidy);
                if (!tidy.equals(source)) {
                    unformatted.add(root.relativize(file));
                    if (apply) {
                        Files.writeString(file, tidy);
                    }
                }
            }
        }
        if (!unformatted.isEmpty()) {
            unformatted.forEach(
                    file -> System.err.println((apply ? "formatted " : "not formatted: ") + file));
            if (!apply) {
                System.err.println("Run ./test format to format them.");
                System.exit(1);
            }
        }
    }

    private static boolean isOurs(Path file) {
        return file.toString().endsWith(".java") && !file.toString().contains("/target/");
    }
}
