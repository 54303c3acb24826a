using System.CommandLine;
using Microsoft.Extensions.Configuration;

namespace Simulator.Start;

/// <summary>The outcome of reading the command line: options, or what to print and the exit code.</summary>
public sealed record StartRequest(SimulatorOptions? Options, string Output, int ExitCode);

/// <summary>
/// Reads the options: settings file <c>simulator.json</c> in the working folder, then environment, then command line; the
/// later one wins. All problems are listed at once.
/// </summary>
public static class CommandLine
{
    public const int Usage = 2;

    public static StartRequest Read(IReadOnlyList<string> arguments, IConfiguration configuration)
    {
        var command = new RootCommand("Serves a simulated disaggregated rack: Redfish, a fake Ironic, the core and a live page, all on loopback.");
        var options = OptionTable.All.ToDictionary(o => o, AsOption);
        foreach (var option in options.Values)
        {
            command.Options.Add(option);
        }

        var parsed = command.Parse(arguments);
        if (arguments.Any(a => a is "--help" or "-h" or "-?" or "--version"))
        {
            var output = new StringWriter();
            parsed.Invoke(new InvocationConfiguration { Output = output });
            return new StartRequest(null, output.ToString(), 0);
        }

        var problems = parsed.UnmatchedTokens.Select(Unknown).ToList();
        problems.AddRange(parsed.Errors.Select(e => e.Message).Where(m => !parsed.UnmatchedTokens.Any(m.Contains)));
        var result = new SimulatorOptions();
        foreach (var (option, parsedOption) in options)
        {
            if (parsed.GetResult(parsedOption) is { Implicit: false } given)
            {
                var text = option.IsSwitch ? given.Tokens.Count == 0 ? "true" : given.Tokens[0].Value : given.Tokens.Count == 0 ? null : given.Tokens[0].Value;
                Apply(option, text, option.Name);
            }
            else
            {
                Apply(option, configuration[option.Key], option.Variable);
            }
        }

        if (problems.Count == 0)
        {
            problems.AddRange(Missing("--rack", result.RackFile).Concat(Missing("--faults", result.FaultFile)).Concat(Missing("--agent-file", result.AgentFile)));
        }

        return problems.Count == 0
            ? new StartRequest(result, "", 0)
            : new StartRequest(null, string.Join('\n', problems.Append("Try --help for all options.")) + "\n", Usage);

        void Apply(Option option, string? text, string source)
        {
            if (text is null)
            {
                return;
            }

            (result, var problem) = option.Apply(result, text);
            if (problem is not null)
            {
                problems.Add($"{source} {text}: {problem}.");
            }
        }
    }

    /// <summary>Configuration keys <c>NoCore</c> …, from <c>simulator.json</c> and from variables <c>SIMULATOR_NO_CORE</c> ….</summary>
    public static IConfiguration Configuration()
    {
        var variables = OptionTable.All
            .Select(o => KeyValuePair.Create(o.Key, Environment.GetEnvironmentVariable(o.Variable)))
            .Where(pair => pair.Value is not null);
        return new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(Environment.CurrentDirectory, "simulator.json"), optional: true)
            .AddInMemoryCollection(variables)
            .Build();
    }

    private static IEnumerable<string> Missing(string option, string? file) =>
        file is null || File.Exists(file) ? [] : [$"{option} {file}: there is no such file."];

    private static System.CommandLine.Option AsOption(Option option) => option.IsSwitch
        ? new Option<bool>(option.Name) { Description = option.Help }
        : new Option<string>(option.Name) { Description = option.Help, HelpName = option.Value };

    private static string Unknown(string token)
    {
        var name = token.Split('=')[0];
        var nearest = OptionTable.All.Select(o => o.Name).Append("--help").MinBy(known => EditDistance.Between(name, known))!;
        return $"{token}: there is no such option. The nearest is {nearest}.";
    }
}
