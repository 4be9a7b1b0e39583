function {
