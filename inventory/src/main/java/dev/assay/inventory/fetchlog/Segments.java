package dev.assay.inventory.fetchlog;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The files of one log: {@code 0000000001.log} and on, each of whole lines but for its end. */
final class Segments {

    private static final Pattern NAME = Pattern.compile("(\\d{10})\\.log");
    private static final int PORTION = 1 << 20;

    /**
     * Some lines of a segment.
     *
     * @param next where the line after them begins
     * @param spoiled how many bytes among them were no line
     * @param ended whether nothing comes after them but, at most, the beginning of a line
     * @param torn how many bytes that beginning has
     */
    record Portion(List<LogLine> lines, long next, long spoiled, boolean ended, long torn) {}

    /** How a log ended. */
    record End(LogLine last, boolean inOrder) {}

    private final Path folder;

    Segments(Path folder) {
        this.folder = folder;
    }

    Path file(long number) {
        return folder.resolve("%010d.log".formatted(number));
    }

    /** The numbers of those there are, oldest first. */
    List<Long> numbers() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(each -> NAME.matcher(each.getFileName().toString()))
                    .filter(each -> each.matches())
                    .map(each -> Long.parseLong(each.group(1)))
                    .sorted()
                    .toList();
        }
    }

    /** The last line that was written whole; null where there is none. */
    @Nullable End end() throws IOException {
        for (var number : numbers().reversed()) {
            LogLine last = null;
            var offset = 0L;
            var spoiled = false;
            Portion portion;
            do {
                portion = read(number, offset, Long.MAX_VALUE);
                if (!portion.lines().isEmpty()) {
                    last = portion.lines().getLast();
                }
                spoiled |= portion.spoiled() > 0 || portion.torn() > 0;
                offset = portion.next();
            } while (!portion.ended());
            if (last != null) {
                return new End(last, last instanceof LogLine.Closed && !spoiled);
            }
        }
        return null;
    }

    /**
     * Reads about a megabyte of whole lines.
     *
     * @param limit where to stop: what lies behind it may still change
     */
    Portion read(long number, long offset, long limit) throws IOException {
        try (var channel = FileChannel.open(file(number), StandardOpenOption.READ)) {
            var end = Math.min(limit, channel.size());
            var bytes = new byte[(int) Math.min(PORTION, Math.max(0, end - offset))];
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) > 0) {
                // Until the portion is full, or the file ends.
            }
            return split(bytes, buffer.position(), offset, end);
        }
    }

    private static Portion split(byte[] bytes, int length, long offset, long end) {
        var lines = new ArrayList<LogLine>();
        var spoiled = 0L;
        var from = 0;
        for (var at = 0; at < length; at++) {
            if (bytes[at] == '\n') {
                var line = LogLine.read(bytes, from, at);
                if (line.isPresent()) {
                    lines.add(line.get());
                } else {
                    spoiled += at + 1 - from;
                }
                from = at + 1;
            }
        }
        var ended = offset + length >= end;
        if (from == 0 && !ended) {
            // A megabyte without a line's end is none of ours.
            return new Portion(List.of(), offset + length, length, false, 0);
        }
        return new Portion(lines, offset + from, spoiled, ended, ended ? length - from : 0);
    }
}
