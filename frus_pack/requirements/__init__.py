"""Every finding code with its severity, the clause it rests on and its sentence."""
