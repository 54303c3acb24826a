using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Shouldly;
using Valence.Client;
using Valence.Tests.Peers;
using ValenceCore.Tests.Peers;

namespace Valence.Tests;

/// <summary>The README of the command line, held to what the program does.</summary>
internal sealed partial class ReadmeTests : ClientTests
{
    private static string Readme => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md")).ReplaceLineEndings("\n");

    [Test]
    public async Task The_session_goes_as_it_is_printed()
    {
        Pod.ComposesNode();
        Pod.On(StubPod.Reset, new StubReply(204));
        Pod.ReleasesNode();
        var lastCode = 0;

        foreach (var (command, expected) in Session())
        {
            var printed = $"{lastCode}\n";
            if (command != "echo $?")
            {
                (lastCode, printed) = await TypeAsync(command);
            }

            Comparable(printed).ShouldBe(Comparable(expected), $"$ {command}");
        }
    }

    [Test]
    public void Every_exit_code_is_in_the_table()
    {
        var codes = typeof(ExitCode).GetFields().Where(field => field.IsLiteral).Select(field => field.GetRawConstantValue()).OfType<int>();

        ExitCodeRow().Matches(Readme).Select(match => int.Parse(match.Groups[1].Value)).ShouldBe(codes, ignoreOrder: true);
    }

    private static IEnumerable<(string Command, string Output)> Session()
    {
        var session = SessionBlock().Match(Readme).Groups[1].Value;
        return session.Split("$ ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('\n', 2))
            .Select(part => (part[0], part.Length > 1 ? part[1] : ""));
    }

    /// <summary>Both streams in one, as a screen shows them.</summary>
    private async Task<(int Code, string Printed)> TypeAsync(string command)
    {
        var screen = new StringWriter();
        var args = CommandLineParser.SplitCommandLine(command.Replace("https://pod-a.example:8443", Pod.Url, StringComparison.Ordinal)).Skip(1).ToArray();
        var code = await CommandLine.RunAsync(args, new Terminal
        {
            In = TextReader.Null,
            Out = screen,
            Error = screen,
            Variable = name => name == "VALENCE_URL" ? Url : null,
            AskSecret = question =>
            {
                screen.WriteLine(question);
                return "s3cret";
            },
        });
        return (code, screen.ToString());
    }

    /// <summary>What differs from run to run made equal. Whether a step is seen while it runs is a matter of luck.</summary>
    private string Comparable(string printed)
    {
        var lines = printed.Replace(Pod.Url, "https://pod-a.example:8443", StringComparison.Ordinal).Split('\n')
            .Where(line => !Passing().IsMatch(line))
            .Select(line => Blanks().Replace(Changing().Replace(line, "*"), " ").TrimEnd());
        return string.Join('\n', lines).Trim();
    }

    [GeneratedRegex("```session\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex SessionBlock();

    [GeneratedRegex(@"^\| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex ExitCodeRow();

    [GeneratedRegex("^compose: (.* running|running|pending)")]
    private static partial Regex Passing();

    [GeneratedRegex(@"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC")]
    private static partial Regex Changing();

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();
}
