using Valence;

return await CommandLine.Build().Parse(args).InvokeAsync();
