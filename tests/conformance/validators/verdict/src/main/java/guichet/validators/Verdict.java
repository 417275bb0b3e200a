package guichet.validators;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one set of rules says of one file: a line of JSON. Valid means no error; findings are errors and warnings. A run
 * that ends early is no verdict, and so a failure.
 */
public record Verdict(String rules, Path file, boolean valid, List<String> findings) {

  /** Findings of one file beyond which the rest are only counted. */
  private static final int FINDINGS_MAX = 20;

  /** The verdict where the validator gave up: an abort counts as a failure. */
  public static Verdict aborted(String rules, Path file, Throwable cause) {
    return new Verdict(rules, file, false, List.of(finding("error", "abort", cause.toString())));
  }

  /** A finding in one line: how grave, which rule, and what it says. */
  public static String finding(String level, String rule, String text) {
    return (level + " " + rule + " " + text).replaceAll("\\s+", " ").trim();
  }

  /** The files of a folder with an ending, in order. */
  public static List<Path> filesOf(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  /** Keeps standard output for verdicts alone: whatever a validator prints goes to standard error. */
  public static PrintStream takeStandardOutput() {
    PrintStream out = System.out;
    System.setOut(System.err);
    return out;
  }

  public String toJson() {
    StringBuilder json = new StringBuilder();
    json.append("{\"rules\":").append(quoted(rules));
    json.append(",\"file\":").append(quoted(file.getFileName().toString()));
    json.append(",\"valid\":").append(valid);
    json.append(",\"findings\":[");
    List<String> shown = findings.subList(0, Math.min(findings.size(), FINDINGS_MAX));
    json.append(String.join(",", shown.stream().map(Verdict::quoted).toList()));
    return json.append("]}").toString();
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char character : text.toCharArray()) {
      if (character == '"' || character == '\\') json.append('\\').append(character);
      else if (character < ' ') json.append(String.format("\\u%04x", (int) character));
      else json.append(character);
    }
    return json.append('"').toString();
  }
}
