using System.CommandLine;

namespace Valence.Client;

/// <summary>Makes a command of the client: its options, its run, its end.</summary>
internal sealed class Verbs(ServiceOptions options, Terminal terminal)
{
    public Terminal Terminal => terminal;

    public ServiceOptions Options => options;

    /// <summary>A command that ends well unless <paramref name="run"/> throws.</summary>
    public Command Verb(Command command, Func<Call, Task> run) => Verb(command, async call =>
    {
        await run(call);
        return ExitCode.Done;
    });

    public Command Verb(Command command, Func<Call, Task<int>> run)
    {
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => EndAsync(() => RunAsync(parsed, run, cancellation), cancellation));
        return command;
    }

    /// <summary>A group of commands under one noun.</summary>
    public Command Noun(string name, string description, params Command[] verbs)
    {
        var noun = options.AddTo(new Command(name, description));
        foreach (var verb in verbs)
        {
            noun.Add(verb);
        }

        return noun;
    }

    public async Task<int> EndAsync(Func<Task<int>> run, CancellationToken cancellation)
    {
        try
        {
            return await run();
        }
        catch (CommandFailure failure)
        {
            foreach (var line in failure.Lines)
            {
                await terminal.Error.WriteLineAsync(line);
            }

            return failure.Code;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("Interrupted.");
            return ExitCode.Interrupted;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, Func<Call, Task<int>> run, CancellationToken cancellation)
    {
        using var service = new Service(options.Read(parsed, terminal));
        return await run(new Call(parsed, options, service, terminal, cancellation));
    }
}
