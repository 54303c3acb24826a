using System.CommandLine;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using ValenceCore;
using ValenceCore.Access;

namespace Valence;

/// <summary><c>valence serve</c>: the core on its own, against real hardware.</summary>
internal static partial class ServeCommand
{
    public static Command Build(TextWriter errors)
    {
        var url = new Option<string?>("--url") { Description = $"Where to listen. Default: {ServeSettings.DefaultUrl}." };
        var log = new Option<string>("--log") { Description = "Lines of the log as text, or as JSON with all their fields.", DefaultValueFactory = _ => "text" };
        log.AcceptOnlyFromAmong("text", "json");
        var options = new ServeOptions();
        var command = options.AddTo(new Command("serve", "Serves the Valence API until told to stop.") { url, log });
        command.SetAction((parsed, cancellation) => RunAsync(
            options.Read(parsed) with { Url = parsed.GetValue(url), IsLogJson = parsed.GetValue(log) == "json" }, errors, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ServeSettings settings, TextWriter errors, CancellationToken cancellation)
    {
        if (settings.File is { Exists: false } missing)
        {
            await errors.WriteLineAsync($"valence: there is no settings file {missing.FullName}");
            return 2;
        }

        WebApplication app;
        string url;
        try
        {
            app = ServeApp.Create(settings);
            url = settings.UrlOf(app.Configuration);
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or InvalidOperationException)
        {
            await errors.WriteLineAsync($"valence: the settings cannot be read: {exception.Message}");
            return 2;
        }

        await using (app)
        {
            try
            {
                var access = app.Services.GetRequiredService<IOptions<ValenceCoreOptions>>().Value.Access;
                var addresses = settings.AddressesOf(app.Configuration);
                if (ValenceAccess.ListeningProblem(access, addresses) is { } problem)
                {
                    await errors.WriteLineAsync($"valence: {problem}");
                    return 2;
                }

                if (ValenceAccess.ListeningWarning(access, addresses) is { } warning)
                {
                    LogListening(app.Logger, warning);
                }

                app.Urls.Add(url);
                await app.StartAsync(cancellation);
                await app.WaitForShutdownAsync(cancellation);
                return 0;
            }
            catch (OptionsValidationException exception)
            {
                await errors.WriteLineAsync("valence: the options are not valid:");
                foreach (var problem in exception.Failures)
                {
                    await errors.WriteLineAsync($"  {problem}");
                }

                return 2;
            }
            catch (FormatException exception)
            {
                await errors.WriteLineAsync($"valence: cannot listen on {url}: {exception.Message}");
                return 2;
            }
            catch (IOException exception) when (exception.InnerException is IOException and not { InnerException: SocketException })
            {
                await errors.WriteLineAsync($"valence: {exception.Message}");
                return 1;
            }
            catch (IOException exception) when (exception.InnerException is SocketException or { InnerException: SocketException })
            {
                await errors.WriteLineAsync($"valence: cannot listen on {url}: {exception.Message} Choose another address with --url.");
                return 1;
            }
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Warning}")]
    private static partial void LogListening(ILogger logger, string warning);
}
