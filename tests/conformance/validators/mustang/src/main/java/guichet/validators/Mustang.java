package guichet.validators;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mustangproject.validator.ESeverity;
import org.mustangproject.validator.ValidationResultItem;
import org.mustangproject.validator.ZUGFeRDValidator;

/** Judges every PDF of a folder as a Factur-X: PDF/A-3b by veraPDF, metadata, attachment, schema and schematron. */
public final class Mustang {
  private static final Pattern COMPLIANCE = Pattern.compile("flavour=\"?([0-9a-zA-Z_]+)\"?[^>]*isCompliant=\"?(\\w+)");

  public static void main(String[] arguments) throws Exception {
    PrintStream out = Verdict.takeStandardOutput();
    for (Path file : Verdict.filesOf(Path.of(arguments[0]), ".pdf")) out.println(judge(file).toJson());
  }

  private static Verdict judge(Path file) {
    try {
      ZUGFeRDValidator validator = new ZUGFeRDValidator();
      String report = validator.validate(file.toString());
      List<String> findings = new ArrayList<>();
      for (ValidationResultItem item : validator.getContext().getResults()) {
        if (item.getSeverity() != ESeverity.notice) findings.add(item.getSeverity() + " " + item.getID() + " " + item.getMessage());
      }
      Matcher pdfA = COMPLIANCE.matcher(report);
      boolean isPdfA = pdfA.find() && pdfA.group(1).equalsIgnoreCase("3b") && pdfA.group(2).equals("true");
      if (!isPdfA) findings.add("veraPDF does not call it PDF/A-3b");
      return new Verdict("mustang", file, validator.wasCompletelyValid() && isPdfA, findings);
    } catch (Throwable cause) {
      return Verdict.aborted("mustang", file, cause);
    }
  }
}
