using Harness.Labs;
using Harness.Operators;
using Harness.Probes;
using Harness.Time;
using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace Page.Tests;

/// <summary>Draws docs/page.png anew: <c>dotnet test tests/Page.Tests --filter "Name=Docs_page_png"</c>.</summary>
[TestFixture]
[Explicit("Writes docs/page.png.")]
public sealed class ScreenshotForReadme
{
    [Test]
    public async Task Docs_page_png()
    {
        var root = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Sim.sln")))
        {
            root = root.Parent!;
        }

        await using var lab = new ScenarioLab { ShowsInstances = true };
        await lab.StartAsync(Path.Combine(root.FullName, "fixtures", "racks", "demo.json"));
        await new PodManagerOperator(lab).RegisterAsync("demo-pod");
        var flavors = new FlavorOperator(lab);
        await flavors.CreateAsync("small", 8, 16_384);
        await flavors.CreateAsync("database", 32, 65_536, pooledDrives: 2);
        var nodes = new CompositionOperator(lab, flavors);
        await nodes.ComposeAsync("web-1", "small");
        await nodes.ComposeAsync("db-1", "database");
        await nodes.ComposeAsync("db-2", "database");
        var registration = new RegistrationOperator(lab, nodes);
        await registration.RegisterAsync("db-1");
        var instances = new InstanceOperator(lab, flavors);
        await instances.CreateAsync("shop", "small");
        await nodes.ResetAsync("web-1", "On");
        await nodes.ResetAsync("db-1", "On");
        using var pod = new PodProbe(lab);
        var rack = new RackProbe(lab, pod);
        await Eventually.SeeAsync("db-1 on", () => rack.SystemOfAsync("db-1"), s => s.Power == "On");
        await new Harness.Faults.FaultInjector(lab).SetHealthAsync((await rack.SystemOfAsync("db-2")).Id, "Critical");
        await new LabClock(lab).FreezeAsync();
        var creating = instances.CreateAsync("search", "small");

        var page = await Browser.Required().NewPageAsync(new BrowserNewPageOptions
        {
            ViewportSize = new ViewportSize { Width = 1500, Height = 1330 },
            ColorScheme = ColorScheme.Dark,
        });
        await page.GotoAsync(lab.Addresses.Control.ToString());
        await Expect(page.Locator("[data-instance][data-step=assemble]").First).ToBeVisibleAsync();
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(root.FullName, "docs", "page.png") });
        await page.CloseAsync();
        await new LabClock(lab).UnfreezeAsync();
        await creating;
    }
}
