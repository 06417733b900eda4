/** A style sheet is imported for the build, which bundles it; it exports nothing. */
declare module "*.css";
