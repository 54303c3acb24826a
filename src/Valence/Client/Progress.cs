using System.Text.Json.Nodes;
using Spectre.Console;

namespace Valence.Client;

/// <summary>Shows the steps of an operation: a table that moves at a terminal, a line for each change elsewhere, or nothing.</summary>
internal abstract class Progress : IProgress<JsonObject>, IDisposable
{
    public static Progress For(Call call, bool isWanted) =>
        !isWanted || call.IsQuiet ? new Silent()
        : call.Terminal.IsErrorSeen ? new Moving(call.Terminal)
        : new Lines(call.Terminal);

    public abstract void Report(JsonObject value);

    public virtual void Dispose()
    {
        // Nothing is held.
    }

    private static IEnumerable<JsonObject> StepsOf(JsonObject operation) => Answers.Items(operation["steps"]).OfType<JsonObject>();

    private static string Text(JsonObject value, string key) => value[key]?.ToString() ?? "";

    private sealed class Silent : Progress
    {
        public override void Report(JsonObject value)
        {
            // Nobody wants to see it.
        }
    }

    private sealed class Lines(Terminal terminal) : Progress
    {
        private readonly Dictionary<string, string> shown = [];

        public override void Report(JsonObject value)
        {
            var kind = Text(value, "kind");
            foreach (var step in StepsOf(value).Where(step => Text(step, "state") != "pending"))
            {
                Say(Text(step, "name"), $"{kind}: {Text(step, "name")} {Text(step, "state")}{Detail(step)}");
            }

            Say("", $"{kind}: {Text(value, "state")}");
        }

        private void Say(string what, string line)
        {
            if (shown.GetValueOrDefault(what) != line)
            {
                shown[what] = line;
                terminal.Error.WriteLine(line);
            }
        }

        private static string Detail(JsonObject step) => Text(step, "detail") is { Length: > 0 } detail ? $" ({detail})" : "";
    }

    /// <summary>Written over itself. Only lines that changed would do too, but Spectre counts the lines of folded cells for us.</summary>
    private sealed class Moving(Terminal terminal) : Progress
    {
        private readonly TaskCompletionSource end = new();
        private LiveDisplayContext? display;
        private Task? running;

        public override void Report(JsonObject value)
        {
            var table = Drawing(value);
            if (running is null)
            {
                var begun = new TaskCompletionSource();
                var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
                running = console.Live(table).StartAsync(async context =>
                {
                    display = context;
                    begun.SetResult();
                    await end.Task;
                });
                begun.Task.Wait();
            }

            display!.UpdateTarget(table);
        }

        public override void Dispose()
        {
            end.TrySetResult();
            running?.Wait();
            base.Dispose();
        }

        private static Table Drawing(JsonObject operation)
        {
            var table = new Table().Border(TableBorder.None).Title($"{Markup.Escape(Text(operation, "kind"))}: {Painted(Text(operation, "state"))}", null)
                .HideHeaders().AddColumns("step", "state", "detail");
            foreach (var step in StepsOf(operation))
            {
                table.AddRow(Markup.Escape(Text(step, "name")), Painted(Text(step, "state")), Markup.Escape(Text(step, "detail")));
            }

            return table;
        }

        private static string Painted(string state)
        {
            var colour = state switch
            {
                "succeeded" => "green",
                "running" or "reverting" => "yellow",
                "pending" or "reverted" => "grey",
                _ => "red",
            };
            return $"[{colour}]{Markup.Escape(state)}[/]";
        }
    }
}
