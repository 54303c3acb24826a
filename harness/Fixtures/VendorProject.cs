using System.ComponentModel;
using System.Diagnostics;
using Valence.DriverContract;

namespace Harness.Fixtures;

/// <summary>A driver as a vendor writes it: a project of its own, outside this repository, that references the contract's library and nothing else of ours.</summary>
public sealed class VendorProject : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vendor-");
    private string _name = "";

    /// <summary>Writes the project and builds it.</summary>
    /// <returns>What this machine lacks; null when the library was built.</returns>
    /// <exception cref="InvalidOperationException">There is all that is needed, and the build fails: the contract cannot be built against.</exception>
    public async Task<string?> BuildAsync(string name)
    {
        _name = name;
        if (await RunAsync("--list-sdks") is not { Code: 0, Output.Length: > 0 })
        {
            return "there is no .NET SDK";
        }

        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, $"{name}.csproj"), Project(typeof(ContractVersion).Assembly.Location));
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "Driver.cs"), Source(name));
        var (code, output) = await RunAsync("build", "--nologo", "--verbosity", "quiet", "--output", Path.Combine(_folder.FullName, "out"));
        return code == 0 ? null : throw new InvalidOperationException($"The vendor's driver does not build against the contract:\n{output}");
    }

    /// <summary>Puts the library where a core looks for it, whole or not at all.</summary>
    public void DropInto(string drivers)
    {
        var target = Directory.CreateDirectory(Path.Combine(drivers, _name)).FullName;
        var library = Path.Combine(target, $"{_name}.dll");
        File.Copy(Path.Combine(_folder.FullName, "out", $"{_name}.dll"), library + ".part");
        File.Move(library + ".part", library);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = _folder.FullName, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };

        // A build server that outlives the test would hold its output open, and one that is shared would build with the settings of this build.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(Patience, TimeProvider.System);
            return (process.ExitCode, (await output + await errors).Trim());
        }
        catch (Win32Exception missing)
        {
            return (-1, missing.Message);
        }
    }

    private static string Project(string contract) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <FrameworkReference Include="Microsoft.AspNetCore.App" />
            <Reference Include="Valence.DriverContract" HintPath="{contract}" Private="false" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>The smallest driver that a node can be composed with; its hardware is a dictionary.</summary>
    private static string Source(string name) => $$"""
        using System.Collections.Concurrent;
        using Valence.DriverContract;

        public sealed class VendorFactory : IPodDriverFactory
        {
            public string Name => "{{name}}";

            public Type DriverType => typeof(VendorDriver);

            public object Create(PodTarget pod, DriverHost host) => new VendorDriver();
        }

        public sealed class VendorDriver : IComposeNodes, IShowNodes, IProbeHealth
        {
            private readonly ConcurrentDictionary<string, NodeWish> nodes = new();

            public Task<PodHealth> ProbeAsync(CancellationToken cancellation) => Task.FromResult(PodHealth.Well());

            public Task<NodePlace> AllocateAsync(NodeWish wish, CancellationToken cancellation)
            {
                nodes["1"] = wish;
                return Task.FromResult(Place());
            }

            public Task AssembleAsync(NodePlace node, CancellationToken cancellation) => Task.CompletedTask;

            public Task<AssemblyState> ReadAssemblyAsync(NodePlace node, CancellationToken cancellation) => Task.FromResult(AssemblyState.Stands);

            public Task<NodePlace?> FindMarkedAsync(string marker, CancellationToken cancellation) =>
                Task.FromResult(nodes.TryGetValue("1", out var wish) && wish.Marker == marker ? Place() : null);

            public Task<NodePlace?> FindAsync(string index, CancellationToken cancellation) =>
                Task.FromResult(nodes.ContainsKey(index) ? Place() : null);

            public Task ReleaseAsync(NodePlace node, CancellationToken cancellation)
            {
                nodes.TryRemove(node.Index, out _);
                return Task.CompletedTask;
            }

            public Task<NodeDetails> ShowAsync(NodePlace node, CancellationToken cancellation) =>
                Task.FromResult(new NodeDetails { Index = node.Index, Uri = node.Uri, Name = "Vendor node" });

            private static NodePlace Place() => new("1", "/nodes/1", null);
        }
        """;
}
