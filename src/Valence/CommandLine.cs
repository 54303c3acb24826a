using System.CommandLine;
using System.CommandLine.Invocation;
using Valence.Client;
using Valence.Doctor;
using Valence.Nouns;

namespace Valence;

/// <summary>The table of contents of the executable: one line per noun.</summary>
internal static class CommandLine
{
    public static RootCommand Build(Terminal terminal)
    {
        var verbs = new Verbs(new ServiceOptions(), terminal);
        var root = new RootCommand($"Composes bare-metal servers from disaggregated racks over Redfish. {ExitCode.Table}")
        {
            ServeCommand.Build(terminal.Error),
            DatabaseCommand.Build(terminal),
            DoctorCommand.Build(verbs),
            PodCommand.Build(verbs),
            FlavorCommand.Build(verbs),
            NodeCommand.Build(verbs),
            ExplainCommand.Build(verbs),
            RackCommand.Build(verbs),
            SystemCommand.Build(verbs),
            DeviceCommand.Build(verbs),
            ServerCommand.Build(verbs),
            InstanceCommand.Build(verbs),
            StorageCommand.Build(verbs),
            OperationCommand.Build(verbs),
            DiscrepancyCommand.Build(verbs),
            DriverCommand.Build(verbs),
            SecretCommand.Build(verbs),
            AuditCommand.Build(verbs),
            AccessCommand.Build(terminal, verbs),
            PodManagerCommand.Build(verbs),
            CompletionCommand.Build(terminal),
        };
        verbs.Options.AddTo(root);
        OldWords.AddTo(root);
        return root;
    }

    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellation = default)
    {
        var parsed = Build(terminal).Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var error in parsed.Errors)
            {
                await terminal.Error.WriteLineAsync(error.Message);
            }

            if (parsed.CommandResult.Command.Action is null && parsed.UnmatchedTokens.Count == 0)
            {
                // A noun alone: what may follow is what is wanted.
                await Build(terminal).Parse([.. args, "--help"]).InvokeAsync(new InvocationConfiguration { Output = terminal.Error }, cancellation);
                return ExitCode.Usage;
            }

            await terminal.Error.WriteLineAsync("'--help' after any command says how it is used.");
            return ExitCode.Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error }, cancellation);
    }
}
