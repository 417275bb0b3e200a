package guichet.validators;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.mustangproject.validator.ESeverity;
import org.mustangproject.validator.ValidationResultItem;
import org.mustangproject.validator.ZUGFeRDValidator;

/**
 * Judges every PDF of a folder as a Factur-X: PDF/A-3 by veraPDF, metadata, attachment, schema and schematron. A
 * warning fails too. Mustang applies BR-FR to every French document, so a second argument names the rules, by how they
 * begin, that the dialect of this folder is not under.
 */
public final class Mustang {
  /** PDF/A-3a demands all that PDF/A-3b does, and more. */
  private static final Pattern PDF_A_3 = Pattern.compile("flavour=3[ab],[^>\\]]*(\\[\\][^>\\]]*)?isCompliant=true");

  public static void main(String[] arguments) throws Exception {
    PrintStream out = Verdict.takeStandardOutput();
    String notUnder = arguments.length > 1 ? arguments[1] : null;
    for (Path file : Verdict.filesOf(Path.of(arguments[0]), ".pdf")) {
      out.println(judge(file, notUnder).toJson());
    }
  }

  private static Verdict judge(Path file, String notUnder) {
    try {
      ZUGFeRDValidator validator = new ZUGFeRDValidator();
      String report = validator.validate(file.toString());
      List<String> findings = new ArrayList<>();
      for (ValidationResultItem item : validator.getContext().getResults()) {
        if (item.getSeverity() == ESeverity.notice) continue;
        if (item.getSeverity() == ESeverity.warning && isNotUnder(item, notUnder)) continue;
        findings.add(item.getSeverity() + " " + item.getID() + " " + item.getMessage());
      }
      if (!PDF_A_3.matcher(report).find()) findings.add("veraPDF does not call it PDF/A-3");
      boolean isValid = validator.wasCompletelyValid() && findings.isEmpty();
      return new Verdict("mustang", file, isValid, findings);
    } catch (Throwable cause) {
      return Verdict.aborted("mustang", file, cause);
    }
  }

  private static boolean isNotUnder(ValidationResultItem item, String notUnder) {
    return notUnder != null && item.getID() != null && item.getID().startsWith(notUnder);
  }
}
