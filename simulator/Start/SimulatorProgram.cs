using System.Runtime.InteropServices;
using Simulator.Faces;
using Simulator.Fixtures;

namespace Simulator.Start;

/// <summary>The program around the simulator: options in, banner out, until Ctrl-C.</summary>
public static class SimulatorProgram
{
    private const int CannotStart = 1;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var request = CommandLine.Read(arguments, CommandLine.Configuration());
        if (request.Options is not { } options)
        {
            await (request.ExitCode == 0 ? Console.Out : Console.Error).WriteAsync(request.Output);
            return request.ExitCode;
        }

        using var ended = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using var loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(c => c.SingleLine = true));
        try
        {
            var password = options.Password ?? FirstStart.Password(options.DataFolder);
            await using var app = SimulatorApp.Create(options, password, loggers);
            await app.StartAsync(ended.Token);
            await Console.Out.WriteLineAsync(Banner.Write(app, options, password));
            await UntilAsync(ended.Token);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await app.StopAsync(patience.Token);
            return 0;
        }
        catch (Exception e) when (e is FixtureFileException or PortTakenException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return CannotStart;
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            return 0;
        }

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            ended.Cancel();
        }
    }

    private static Task UntilAsync(CancellationToken ended)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ended.Register(() => over.TrySetResult());
        return over.Task;
    }
}
