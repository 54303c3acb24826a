using System.CommandLine;
using System.Text.Json.Nodes;
using Valence.Client;
using ValenceCore.Doctor;

namespace Valence.Doctor;

/// <summary><c>valence doctor</c>: looks at everything a service needs and says what to do about what is wrong.</summary>
internal static class DoctorCommand
{
    public static Command Build(Verbs verbs)
    {
        var serve = new ServeOptions();
        var command = serve.AddTo(new Command("doctor", "Checks the settings, the database, the pods and Ironic of a service before it runs, or with --url a running one."));
        verbs.Options.AddTo(command);
        command.SetAction((parsed, cancellation) => verbs.EndAsync(
            async () =>
            {
                var isRemote = parsed.GetValue(verbs.Options.Url) is not null;
                var findings = new List<DoctorFinding>();
                if (!isRemote || serve.IsAnyGiven(parsed))
                {
                    findings.AddRange(await LocalExamination.ExamineAsync(serve.Read(parsed), verbs.Terminal.Time, cancellation));
                }

                if (isRemote)
                {
                    using var service = new Service(verbs.Options.Read(parsed, verbs.Terminal));
                    findings.AddRange(await ServiceExamination.ExamineAsync(service, cancellation));
                }

                Show(verbs.Terminal, findings, parsed.GetValue(verbs.Options.Output) == "json", parsed.GetValue(verbs.Options.Quiet));
                return findings.Any(finding => finding.Verdict == DoctorVerdict.Problem) ? ExitCode.Refused : ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static void Show(Terminal terminal, List<DoctorFinding> findings, bool isJson, bool isQuiet)
    {
        if (isJson)
        {
            Answers.Json(terminal, new JsonArray([.. findings.Select(finding => (JsonNode)new JsonObject
            {
                ["check"] = finding.Check,
                ["verdict"] = Word(finding.Verdict),
                ["detail"] = finding.Detail,
                ["next"] = finding.Next,
            })]));
            return;
        }

        foreach (var finding in findings.Where(finding => !isQuiet || finding.Verdict != DoctorVerdict.Ok))
        {
            terminal.Out.WriteLine($"{Word(finding.Verdict),-8} {finding.Check}: {finding.Detail}");
            if (finding.Next is { } next)
            {
                terminal.Out.WriteLine($"         -> {next}");
            }
        }
    }

    private static string Word(DoctorVerdict verdict) => verdict switch
    {
        DoctorVerdict.Ok => "ok",
        DoctorVerdict.Warning => "warning",
        _ => "problem",
    };
}
