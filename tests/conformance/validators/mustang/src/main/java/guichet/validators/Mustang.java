package guichet.validators;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.mustangproject.validator.ESeverity;
import org.mustangproject.validator.ValidationResultItem;
import org.mustangproject.validator.ZUGFeRDValidator;

/** Judges every PDF of a folder as a Factur-X: PDF/A-3 by veraPDF, metadata, attachment, schema and schematron. */
public final class Mustang {
  /** PDF/A-3a demands all that PDF/A-3b does, and more. */
  private static final Pattern PDF_A_3 = Pattern.compile("flavour=3[ab],[^>\\]]*(\\[\\][^>\\]]*)?isCompliant=true");

  public static void main(String[] arguments) throws Exception {
    PrintStream out = Verdict.takeStandardOutput();
    for (Path file : Verdict.filesOf(Path.of(arguments[0]), ".pdf")) out.println(judge(file).toJson());
  }

  private static Verdict judge(Path file) {
    try {
      ZUGFeRDValidator validator = new ZUGFeRDValidator();
      String report = validator.validate(file.toString());
      List<String> findings = new ArrayList<>();
      boolean hasError = false;
      for (ValidationResultItem item : validator.getContext().getResults()) {
        if (item.getSeverity() == ESeverity.notice) continue;
        hasError |= item.getSeverity() != ESeverity.warning;
        findings.add(Verdict.finding(item.getSeverity().name(), item.getID(), item.getMessage()));
      }
      boolean isPdfA = PDF_A_3.matcher(report).find();
      if (!isPdfA) findings.add(Verdict.finding("error", "veraPDF", "not PDF/A-3"));
      boolean isValid = isPdfA && !hasError && validator.wasCompletelyValid();
      return new Verdict("mustang", file, isValid, findings);
    } catch (Throwable cause) {
      return Verdict.aborted("mustang", file, cause);
    }
  }
}
