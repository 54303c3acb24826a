using Microsoft.Playwright;
using NUnit.Framework;

namespace Page.Tests;

/// <summary>One headless Chromium for all page tests. Without a browser on the machine they are skipped, and say so.</summary>
[SetUpFixture]
public sealed class Browser
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static IPlaywright? _playwright;

    public static IBrowser? Chromium { get; private set; }

    /// <summary>The browser, or a skipped test.</summary>
    public static IBrowser Required()
    {
        if (Chromium is null)
        {
            Assert.Ignore("There is no Chromium: set CHROMIUM_PATH or install the Debian package chromium.");
        }

        return Chromium!;
    }

    [OneTimeSetUp]
    public static async Task StartAsync()
    {
        if (Find() is not { } executable)
        {
            return;
        }

        // Only what never comes takes the whole time: a busy machine must not fail a test.
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        Chromium = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = executable,
            Args =
            [
                // As root Chromium starts only without its sandbox; the pages are ours.
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    [OneTimeTearDown]
    public static async Task StopAsync()
    {
        if (Chromium is not null)
        {
            await Chromium.CloseAsync();
        }

        _playwright?.Dispose();
    }

    private static string? Find() =>
        new[] { Environment.GetEnvironmentVariable("CHROMIUM_PATH"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
            .FirstOrDefault(path => path is { Length: > 0 } && File.Exists(path));
}
